package dev.freehold.sync;

import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import java.util.List;
import java.util.Optional;

/**
 * What connecting an app would do.
 *
 * @param login where the login was found; no secret
 * @param made whether the repository is missing, and would be made, private
 * @param isPrivate empty when the server does not say
 * @param tags names of the releases that would be pushed, the newest 20
 * @param tagCount how many there are
 * @param hash of all this
 */
public record Look(
    String app,
    String url,
    Optional<String> github,
    String login,
    boolean made,
    Optional<Boolean> isPrivate,
    List<Branch> branches,
    List<String> tags,
    int tagCount,
    List<Hindrance> obstacles,
    String hash) {

  /**
   * @param commit our head, 40 hex digits
   */
  public record Branch(String name, String commit, State state) {}

  /** What pushing a branch would mean. */
  public enum State {
    /** It is not there. */
    NEW,
    SAME,
    /** It is there, and what it has we have. */
    FORWARD,
    /** It has commits that we lack, so it would not be pushed to. */
    FOREIGN
  }

  /**
   * @param certain whether the push will be refused; otherwise it can be tried
   */
  public record Hindrance(String sentence, String remedy, boolean certain) {}

  Look hashed() {
    return new Look(
        app,
        url,
        github,
        login,
        made,
        isPrivate,
        branches,
        tags,
        tagCount,
        obstacles,
        Sha256.of(Json.canonical(this)).hex());
  }
}
