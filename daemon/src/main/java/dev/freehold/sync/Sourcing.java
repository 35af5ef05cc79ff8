package dev.freehold.sync;

import dev.freehold.app.App;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.UserError;
import dev.freehold.file.FileTree;
import dev.freehold.file.ShownPath;
import dev.freehold.git.AppRepository;
import dev.freehold.git.remote.AppRemote;
import dev.freehold.git.remote.PullResult;
import dev.freehold.git.remote.RemoteUrl;
import dev.freehold.intake.Export;
import dev.freehold.intake.Exports;
import dev.freehold.intake.Kind;
import java.util.Optional;

/**
 * Takes apps' code from the git repositories that their builders sync to. What was fetched becomes
 * an export, and goes the way of every export.
 */
public final class Sourcing {
  private final AppRemotes apps;
  private final SourceStore sources;
  private final Remotes remotes;
  private final Exports exports;
  private final Turns turns = new Turns();

  public Sourcing(AppRemotes apps, SourceStore sources, Remotes remotes, Exports exports) {
    this.apps = apps;
    this.sources = sources;
    this.remotes = remotes;
    this.exports = exports;
  }

  /**
   * From now on the app's code comes from there. Looks at it; what is wrong with it is in the
   * result's trouble.
   *
   * @param branch empty for the repository's default branch
   * @throws UserError {@code source.is-remote}, {@code source.branch-invalid}, {@code
   *     git.sync-busy}
   */
  public Source choose(App app, RemoteUrl url, Optional<String> branch) {
    branch.ifPresent(Sourcing::checkName);
    return turns.of(
        app,
        () -> {
          refuseRemote(app, url);
          if (sources.find(app.id()).filter(old -> old.url().equals(url)).isEmpty()) {
            apps.source(app, url).forget();
          }
          sources.choose(app.id(), url, branch);
          return lookAt(app);
        });
  }

  /** By what was seen last: the server is not asked. */
  public Source show(App app) {
    return sources
        .find(app.id())
        .map(chosen -> show(app, chosen))
        .orElseGet(() -> Source.none(app));
  }

  private Source show(App app, Chosen chosen) {
    Optional<PullResult.Branch> last = looking(app, chosen).last();
    return Source.of(
        app,
        chosen,
        last.flatMap(PullResult.Branch::theirs),
        last.map(branch -> SourceLook.commits(branch.relation())).orElse(0));
  }

  /**
   * Looks at what is there now, and fetches it. What keeps it from being taken is in the result's
   * trouble.
   *
   * @throws UserError {@code source.none}, {@code git.sync-busy}
   */
  public Source look(App app) {
    return turns.of(app, () -> lookAt(app));
  }

  private Source lookAt(App app) {
    Chosen chosen = sources.require(app);
    try {
      see(app, chosen, Optional.empty(), false);
    } catch (FreeholdException e) {
      sources.looked(app.id(), Optional.of(Trouble.of(e)));
    }
    return show(app);
  }

  /**
   * Fetches the branch and makes an export of its newest commit, if that was not taken before.
   *
   * @param follow the head of a rewritten branch that somebody looked at, or its first digits
   * @param stay whether the branch is meant although the builder went on with another one
   * @throws FreeholdException {@code source.none}, {@code source.elsewhere}, {@code git.sync-busy},
   *     {@code git.lfs-pointer}, {@code git.submodule}, {@code git.name-not-utf8}, {@code
   *     intake.link}, those of {@link SourceLook#run} and of {@link Exports#completeFrom}
   */
  public FetchedCommit fetch(App app, Optional<String> follow, boolean stay) {
    return turns.of(
        app,
        () -> {
          Chosen chosen = sources.require(app);
          SourceLook.Seen seen;
          try {
            seen = see(app, chosen, follow, stay);
          } catch (FreeholdException e) {
            sources.looked(app.id(), Optional.of(Trouble.of(e)));
            throw e;
          }
          boolean unchanged = chosen.taken().equals(Optional.of(seen.head()));
          return new FetchedCommit(
              unchanged ? Optional.empty() : Optional.of(export(app, chosen, seen.head())),
              seen.head(),
              seen.branch(),
              subject(apps.repository(app), seen.head()),
              seen.commits(),
              unchanged);
        });
  }

  /**
   * The app's code comes from exports again. Nothing changes there.
   *
   * @throws UserError {@code source.none}, {@code git.sync-busy}
   */
  public Source leave(App app) {
    return turns.of(
        app,
        () -> {
          apps.source(app, sources.require(app).url()).forget();
          sources.drop(app.id());
          return Source.none(app);
        });
  }

  private SourceLook.Seen see(App app, Chosen chosen, Optional<String> follow, boolean stay) {
    SourceLook look = looking(app, chosen);
    SourceLook.Seen seen = look.run(follow);
    sources.follow(app.id(), seen.branch());
    if (!stay) {
      look.refuseElsewhere(seen);
    }
    sources.looked(app.id(), Optional.empty());
    return seen;
  }

  private SourceLook looking(App app, Chosen chosen) {
    return new SourceLook(
        apps.repository(app),
        apps.source(app, chosen.url()),
        chosen,
        new SourceTroubles(app.slug(), chosen.url().toString()));
  }

  private String export(App app, Chosen chosen, String commit) {
    FileTree files = apps.repository(app).wholeFiles(commit);
    Export export = exports.begin(chosen.url().toString(), Kind.GIT);
    exports.completeFrom(export.id(), files);
    sources.fetched(app.id(), commit, export.id());
    return export.id();
  }

  private static String subject(AppRepository repository, String commit) {
    return repository
        .commit(commit)
        .flatMap(found -> found.message().lines().findFirst())
        .map(line -> ShownPath.of(line.strip()))
        .orElse("");
  }

  private void refuseRemote(App app, RemoteUrl url) {
    if (remotes.find(app.id()).filter(to -> to.url().isSameRepository(url)).isPresent()) {
      throw new UserError(
          "source.is-remote",
          app.slug()
              + " is pushed to "
              + url
              + " after each deployment, so its code can't come from there.",
          "Name the repository that the builder pushes to, or push to that one no longer: freehold"
              + " git disconnect --app "
              + app.slug());
    }
  }

  private static void checkName(String branch) {
    if (!AppRemote.isBranchName(branch)) {
      throw new UserError(
          "source.branch-invalid",
          "No branch can have the name '" + ShownPath.of(branch) + "'.",
          "Give the branch's name as git shows it, such as main.");
    }
  }
}
