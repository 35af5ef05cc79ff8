package dev.freehold.app;

import dev.freehold.base.UserError;
import java.util.regex.Pattern;

/** What can be the domain of an environment. */
final class DomainNames {
  private static final int LONGEST = 253;
  private static final Pattern FORM =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  private DomainNames() {}

  /**
   * @throws UserError {@code domain.invalid}
   */
  static void check(String domain) {
    if (domain.length() > LONGEST || !FORM.matcher(domain).matches()) {
      throw new UserError(
          "domain.invalid",
          "'" + Slugs.shown(domain) + "' is not a domain.",
          "Write it in small letters and without https://, like app.example.org.");
    }
  }
}
