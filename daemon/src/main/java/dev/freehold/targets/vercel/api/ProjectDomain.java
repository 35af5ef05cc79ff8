package dev.freehold.targets.vercel.api;

import java.util.List;
import java.util.Optional;

/**
 * A domain of a project.
 *
 * @param apex the name that was registered, of which it may be a part
 * @param redirect where it sends visitors
 * @param verified whether it is known to be the account's; visitors get nowhere before
 * @param challenges records that prove it, one of which is enough
 */
public record ProjectDomain(
    String name,
    String apex,
    Optional<String> redirect,
    boolean verified,
    List<Challenge> challenges) {

  /**
   * @param type {@code TXT}
   */
  public record Challenge(String type, String name, String value) {}

  /**
   * What Vercel sees of its records.
   *
   * @param misconfigured whether they do not lead to Vercel or there can't be a certificate
   */
  public record Config(boolean misconfigured, List<String> addresses, List<String> names) {}

  static ProjectDomain of(Shape shape) {
    List<Challenge> challenges =
        shape.json().path("verification").isArray()
            ? shape.list("verification").stream()
                .map(c -> new Challenge(c.text("type"), c.text("domain"), c.text("value")))
                .toList()
            : List.of();
    return new ProjectDomain(
        shape.text("name"),
        shape.maybeText("apexName").orElseGet(() -> shape.text("name")),
        shape.maybeText("redirect"),
        shape.flag("verified"),
        challenges);
  }
}
