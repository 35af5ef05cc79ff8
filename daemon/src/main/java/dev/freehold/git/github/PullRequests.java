package dev.freehold.git.github;

import dev.freehold.base.UserError;
import java.util.LinkedHashMap;
import java.util.Optional;

/** Pull requests between branches of one repository. */
final class PullRequests {
  private final GitHubHttp http;

  PullRequests(GitHubHttp http) {
    this.http = http;
  }

  PullRequest open(RepositoryName repository, String head, String base, String title, String body) {
    Optional<PullRequest> there = find(repository, head, base);
    if (there.isPresent()) {
      return there.get();
    }
    var wanted = new LinkedHashMap<String, Object>();
    wanted.put("title", title);
    wanted.put("head", head);
    wanted.put("base", base);
    wanted.put("body", body);
    String doing = "opening a pull request from " + head + " to " + base;
    Reply reply = http.send(Call.post(doing, repository.path() + "/pulls", wanted));
    if (reply.says("A pull request already exists")) {
      return find(repository, head, base).orElseThrow(reply::refused);
    }
    if (reply.says("No commits between")) {
      throw new UserError(
          "github.nothing-to-merge",
          "The branch " + head + " has nothing that " + base + " has not.",
          "Nothing needs to be done.");
    }
    return PullRequest.of(reply.require(), http.server());
  }

  /** GitHub leaves a filter out that it does not understand: what it lists is looked at. */
  private Optional<PullRequest> find(RepositoryName repository, String head, String base) {
    Call call =
        Call.get("looking for the pull request of " + head, repository.path() + "/pulls")
            .with("state", "open")
            .with("head", repository.owner() + ":" + head)
            .with("base", base);
    return http.pages(http.list(call)).stream()
        .filter(shape -> isFrom(shape, repository))
        .map(shape -> PullRequest.of(shape, http.server()))
        .filter(pull -> pull.head().equals(head) && pull.base().equals(base))
        .findFirst();
  }

  /** And not from a fork, of which the repository is missing when it was deleted. */
  private static boolean isFrom(Shape shape, RepositoryName repository) {
    return shape
        .object("head")
        .maybe("repo")
        .filter(from -> repository.isCalled(from.text("full_name")))
        .isPresent();
  }
}
