package dev.freehold.git.github;

import java.net.URI;

/**
 * An open one.
 *
 * @param page for people
 * @param head branch with the changes
 * @param base branch that they are for
 */
public record PullRequest(long number, URI page, String head, String base) {
  static PullRequest of(Shape shape, Server server) {
    return new PullRequest(
        shape.number("number"),
        shape.page("html_url", server),
        shape.object("head").text("ref"),
        shape.object("base").text("ref"));
  }
}
