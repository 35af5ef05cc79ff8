package dev.freehold.git.github;

import dev.freehold.base.UserError;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * OWNER/NAME. GitHub changes a name that it does not like without saying so: such names are refused
 * here.
 *
 * @param owner a person or an organization
 */
public record RepositoryName(String owner, String name) {
  private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98})");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Pattern RESERVED = Pattern.compile("\\.{1,2}|.*\\.(?:git|wiki)");

  /**
   * @throws UserError {@code github.name-invalid}
   */
  public RepositoryName {
    if (!OWNER.matcher(owner).matches()
        || !NAME.matcher(name).matches()
        || RESERVED.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
      throw new UserError(
          "github.name-invalid",
          "'" + owner + "/" + name + "' can't be a repository at GitHub.",
          "Give OWNER/NAME with letters, digits, '-', '_' and '.', at most 100 of them.");
    }
  }

  /**
   * @param text {@code ada/shop}
   * @throws UserError {@code github.name-invalid}
   */
  public static RepositoryName parse(String text) {
    int slash = text.indexOf('/');
    return new RepositoryName(slash < 0 ? "" : text.substring(0, slash), text.substring(slash + 1));
  }

  /** GitHub tells names by their letters whatever their case. */
  boolean isCalled(String ownerAndName) {
    return toString().equalsIgnoreCase(ownerAndName);
  }

  /** Of the API. */
  String path() {
    return "/repos/" + owner + "/" + name;
  }

  @Override
  public String toString() {
    return owner + "/" + name;
  }
}
