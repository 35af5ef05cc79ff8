package dev.freehold.sync;

import dev.freehold.git.AppRepository;
import dev.freehold.git.github.GitHub;
import dev.freehold.git.github.RepositoryName;
import dev.freehold.git.remote.AppRemote;
import dev.freehold.git.remote.PushOutcome;
import dev.freehold.git.remote.PushedRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Offers main as a pull request, where it may not be pushed to. */
final class Proposing {
  private static final int SHORT = 10;

  private final AppRemote remote;
  private final GitHub github;
  private final RepositoryName name;
  private final String slug;

  Proposing(AppRemote remote, GitHub github, RepositoryName name, String slug) {
    this.remote = remote;
    this.github = github;
    this.name = name;
    this.slug = slug;
  }

  /**
   * @param before the newest one: its branch is used again as long as nobody else changed it
   * @param date for the name of a new branch
   * @param head of our main
   * @return empty when the server takes no such branch either
   */
  Optional<Proposal> run(Optional<Proposal> before, String date, String head) {
    String branch = "freehold/main-" + date;
    List<String> candidates =
        Stream.of(
                before.map(Proposal::branch),
                Optional.of(branch),
                Optional.of(branch + "-" + head.substring(0, SHORT)))
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    for (String candidate : candidates) {
      PushedRef ref = PushedRef.branchAs(AppRepository.MAIN, candidate);
      switch (remote.push(List.of(ref)).outcomes().getFirst()) {
        case PushOutcome.Pushed _ -> {
          return Optional.of(open(candidate));
        }
        case PushOutcome.UpToDate _ -> {
          // somebody may have closed it, and it need not be opened again for nothing new
          return before
              .filter(known -> known.branch().equals(candidate))
              .or(() -> Optional.of(open(candidate)));
        }
        case PushOutcome.Moved _ -> {}
        case PushOutcome.Refused _, PushOutcome.HeldBack _ -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private Proposal open(String branch) {
    var pull =
        github.openPullRequest(
            name,
            branch,
            AppRepository.MAIN,
            "Changes of " + slug + " from its builder",
            "Branch main takes changes by pull requests only. Merge this one with a merge commit,"
                + " so that both sides keep the same history.");
    return new Proposal(branch, pull.page().toString());
  }
}
