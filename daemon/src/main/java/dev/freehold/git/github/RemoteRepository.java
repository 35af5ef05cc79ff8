package dev.freehold.git.github;

import java.net.URI;

/**
 * A repository at GitHub as it is now.
 *
 * @param name as it is called now, which differs from what was asked for when it was renamed
 * @param page for people
 * @param git {@code https://} address to push to, on the server whose token it is
 * @param defaultBranch also named when there are no commits yet
 * @param isPrivate whether only those see it whom its owner named
 * @param mayPush whether the account may, whatever the token's scopes
 */
public record RemoteRepository(
    RepositoryName name,
    URI page,
    URI git,
    String defaultBranch,
    boolean isPrivate,
    boolean mayPush,
    boolean archived) {

  static RemoteRepository of(Shape shape, Server server) {
    boolean internal = shape.maybeText("visibility").filter("internal"::equals).isPresent();
    return new RemoteRepository(
        new RepositoryName(shape.object("owner").text("login"), shape.text("name")),
        shape.page("html_url", server),
        shape.page("clone_url", server),
        shape.text("default_branch"),
        shape.flag("private") && !internal,
        shape.maybe("permissions").map(may -> may.flag("push")).orElse(false),
        shape.flag("archived"));
  }
}
