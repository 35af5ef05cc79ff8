package dev.freehold.sync;

import dev.freehold.base.Units;
import dev.freehold.git.AppRepository;
import dev.freehold.git.remote.PushOutcome;
import dev.freehold.git.remote.RefusalReason;
import dev.freehold.git.remote.Relation;
import java.util.Optional;

/** Words for what keeps a branch from being pushed or pulled, with the next command. */
final class Troubles {
  private static final int SHORT = 10;

  private final String slug;
  private final String url;

  Troubles(String slug, String url) {
    this.slug = slug;
    this.url = url;
  }

  Trouble behind(String branch, int commits) {
    return isMain(branch)
        ? new Trouble(
            "git.behind",
            url + " has " + count(commits) + " on main that this machine lacks.",
            "Take them: freehold git pull --app " + slug)
        : foreign();
  }

  Trouble diverged(String branch, Relation.Diverged how) {
    return isMain(branch)
        ? new Trouble(
            "git.diverged",
            "Branch main of "
                + url
                + " has "
                + count(how.theirs())
                + " that this machine lacks, and lacks "
                + count(how.ours())
                + ". Nothing was overwritten.",
            "Merge them: freehold app checkout DIR --app "
                + slug
                + "; in it 'git pull --no-rebase "
                + url
                + " main', then 'git push origin HEAD:main'; then freehold git push --app "
                + slug)
        : foreign();
  }

  private Trouble foreign() {
    return new Trouble(
        "git.builder-changed",
        "Somebody changed branch builder of "
            + url
            + ", which only the builder's exports may. Nothing was overwritten.",
        "Move those commits to main there, and delete the branch builder there; then freehold git"
            + " pull --follow --app "
            + slug);
  }

  Trouble rewritten(String branch, String before, String now) {
    return new Trouble(
        "git.rewritten",
        "Branch "
            + branch
            + " of "
            + url
            + " was rewritten: it was at "
            + shortly(before)
            + " and is at "
            + shortly(now)
            + ". Nothing was followed or overwritten.",
        "If that was meant: freehold git pull --follow --app " + slug);
  }

  Trouble deleted(String branch, String before) {
    return new Trouble(
        "git.deleted",
        "Branch " + branch + " of " + url + " was at " + shortly(before) + " and was deleted.",
        "To push it again: freehold git pull --follow --app " + slug);
  }

  Trouble moved(String branch) {
    return new Trouble(
        "git.moved",
        "Branch " + branch + " of " + url + " moved during the push. Nothing was overwritten.",
        "Take what is there: freehold git pull --app " + slug);
  }

  Trouble taken(String tag) {
    return new Trouble(
        "git.tag-taken",
        url + " has another tag " + tag + ", which stays.",
        "To have the release's there, delete or rename that tag there; then freehold git push --app"
            + " "
            + slug);
  }

  Trouble refused(String ref, PushOutcome.Refused how) {
    return new Trouble(
        "git.push-refused",
        url + " refused " + ref + ": " + reason(how),
        remedy(how.reason()) + " Then: freehold git push --app " + slug);
  }

  private static String reason(PushOutcome.Refused how) {
    return switch (how.reason()) {
          case PROTECTED_BRANCH -> "it is protected. ";
          case WORKFLOW_SCOPE -> "the login may not change workflows. ";
          case SECRET_FOUND -> "its check found a secret in the commits. ";
          case HOOK, OTHER -> "";
        }
        + "It said: "
        + how.words().lines().limit(3).reduce((a, b) -> a + " / " + b).orElse("nothing");
  }

  private static String remedy(RefusalReason reason) {
    return switch (reason) {
      case PROTECTED_BRANCH -> "Allow this login to push there.";
      case WORKFLOW_SCOPE -> "Run 'gh auth refresh --scopes repo,workflow'.";
      case SECRET_FOUND -> "Revoke the secret, then follow the address in what it said.";
      case HOOK, OTHER -> "Mend what it names.";
    };
  }

  Optional<Trouble> of(String branch, Relation relation, Optional<String> theirs) {
    return switch (relation) {
      case Relation.Same() -> Optional.empty();
      case Relation.Ahead(int _) -> Optional.empty();
      case Relation.Behind(int commits) -> Optional.of(behind(branch, commits));
      case Relation.Diverged how -> Optional.of(diverged(branch, how));
      case Relation.Rewritten how ->
          Optional.of(rewritten(branch, how.before(), theirs.orElse("nothing")));
      case Relation.Missing(Optional<String> before) -> before.map(b -> deleted(branch, b));
    };
  }

  private static boolean isMain(String branch) {
    return branch.equals(AppRepository.MAIN);
  }

  private static String count(int commits) {
    return Units.count(commits, "commit");
  }

  private static String shortly(String commit) {
    return commit.length() > SHORT ? commit.substring(0, SHORT) : commit;
  }
}
