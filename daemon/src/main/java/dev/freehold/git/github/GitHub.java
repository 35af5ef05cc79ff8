package dev.freehold.git.github;

import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import dev.freehold.credential.Secret;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A GitHub with somebody's token. Every method may throw {@link ProviderError} {@code
 * github.unreachable}, {@code github.failing}, {@code github.rate-limited}, {@code
 * github.unreadable}, and {@link UserError} {@code github.token-refused}, {@code
 * github.sso-required}, {@code github.forbidden}, {@code github.refused}. Each may be called again
 * after any of these and does nothing twice.
 */
public final class GitHub implements AutoCloseable {
  private final GitHubHttp http;
  private final Repositories repositories;

  /**
   * @param token asked for with each request
   */
  public GitHub(Server server, Supplier<Secret> token, Timing timing) {
    this.http = new GitHubHttp(server, token, timing);
    this.repositories = new Repositories(http);
  }

  /** Whose token it is. */
  public Account account() {
    return Account.of(http.send(Call.get("looking at the account", "/user")), http.token());
  }

  /** Empty when there is none, or none that the token may see. */
  public Optional<RemoteRepository> repository(RepositoryName name) {
    return repositories.find(name);
  }

  /**
   * Makes a private repository without any commit. One that is there, is private, has no commits
   * and may be pushed to is taken.
   *
   * @param name with the account or an organization as owner
   * @throws UserError {@code github.repository-exists}, {@code github.create-refused}
   */
  public RemoteRepository createRepository(RepositoryName name, String description) {
    return new NewRepository(http, repositories).create(account(), name, description);
  }

  /**
   * Whether commits can be pushed to a branch, be it there or not: by classic protection and by the
   * rulesets of the repository and its organization.
   */
  public BranchRules rules(RepositoryName name, String branch) {
    return repositories.rules(name, branch);
  }

  /**
   * Opens a pull request, or finds the one that is open between these branches. Its text stays as
   * it was then, and nothing is commented.
   *
   * @param name as {@link RemoteRepository#name} says, with both branches in it
   * @throws UserError {@code github.nothing-to-merge}, {@code github.not-found}
   */
  public PullRequest openPullRequest(
      RepositoryName name, String head, String base, String title, String body) {
    return new PullRequests(http).open(name, head, base, title, body);
  }

  @Override
  public void close() {
    http.close();
  }
}
