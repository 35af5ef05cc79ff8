package dev.freehold.git.github;

import static dev.freehold.git.github.Call.encoded;

import java.util.Locale;
import java.util.Optional;

/** Looks at repositories and their branches. */
final class Repositories {
  private final GitHubHttp http;

  Repositories(GitHubHttp http) {
    this.http = http;
  }

  Optional<RemoteRepository> find(RepositoryName name) {
    return http.send(Call.get("looking at the repository " + name, name.path()))
        .found()
        .map(shape -> RemoteRepository.of(shape, http.server()));
  }

  /** By its branches, as GitHub works its size out once an hour only. */
  boolean isEmpty(RepositoryName name) {
    Call call = Call.get("looking at the branches of " + name, name.path() + "/branches");
    return http.send(call.with("per_page", "1")).require().elements().isEmpty();
  }

  BranchRules rules(RepositoryName name, String branch) {
    Optional<Shape> there =
        http.send(
                Call.get(
                    "looking at the branch " + branch,
                    name.path() + "/branches/" + encoded(branch)))
            .found()
            .filter(shape -> shape.text("name").equals(branch)); // a renamed one answers too
    var reading = new RuleReading(there.isPresent());
    if (there.isPresent() && there.get().flag("protected")) {
      reading.classicProtection();
    }
    Reply rules =
        http.list(
            Call.get(
                "looking at the rules of the branch " + branch,
                name.path() + "/rules/branches/" + encoded(branch)));
    if (rules.status() == 403 && isPlanWithoutRules(rules)) {
      return reading.result();
    }
    if (rules.status() == 403 || rules.status() == 404) {
      reading.notAsked("GitHub does not show the rules: " + rules.message());
      return reading.result();
    }
    http.pages(rules).forEach(rule -> reading.rule(rule.text("type")));
    return reading.result();
  }

  /** Private repositories of some plans have no rules, and GitHub says so in these words. */
  private static boolean isPlanWithoutRules(Reply reply) {
    return reply.message().toLowerCase(Locale.ROOT).startsWith("upgrade to github");
  }
}
