package dev.freehold.app;

import dev.freehold.base.UserError;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names that are safe in a host name, a folder and a branch: 1 to 40 lower-case letters, digits and
 * single dashes, no dash at either end. Two dashes in a row are left out because {@code xn--} has a
 * meaning of its own in host names.
 */
public final class Slugs {
  private static final int LONGEST = 40;
  private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern ARCHIVE =
      Pattern.compile("\\.(zip|tar|tgz|tar\\.gz|tar\\.zst|git)$", Pattern.CASE_INSENSITIVE);

  /** Host names that mean something else. */
  private static final Set<String> RESERVED = Set.of("www", "localhost", "api", "freehold");

  private static final String RULES =
      "A name has 1 to 40 lower-case letters, digits and single dashes, with no dash at either"
          + " end.";

  private Slugs() {}

  /**
   * {@code My App!.zip} becomes {@code my-app}; what has no letter or digit becomes {@code app}.
   */
  public static String from(String name) {
    String slug = shape(ARCHIVE.matcher(name).replaceFirst(""));
    if (slug.isEmpty()) {
      return "app";
    }
    return RESERVED.contains(slug) ? slug + "-app" : slug;
  }

  /**
   * @throws UserError {@code app.slug-invalid}
   */
  static void check(String slug) {
    if (RESERVED.contains(slug)) {
      throw new UserError(
          "app.slug-invalid",
          "An app can't be called '" + slug + "', because that host name means something else.",
          "Choose another name, for example " + slug + "-app.");
    }
    if (!isWellFormed(slug)) {
      throw new UserError(
          "app.slug-invalid",
          "'" + shown(slug) + "' can't be the name of an app. " + RULES,
          "Choose another name, for example " + from(slug) + ".");
    }
  }

  /**
   * @throws UserError {@code environment.name-invalid}
   */
  static void checkEnvironment(String name) {
    if (!isWellFormed(name)) {
      String shape = shape(name);
      throw new UserError(
          "environment.name-invalid",
          "'" + shown(name) + "' can't be the name of an environment. " + RULES,
          "Choose another name, for example " + (shape.isEmpty() ? "staging" : shape) + ".");
    }
  }

  private static boolean isWellFormed(String slug) {
    return slug.length() <= LONGEST && SLUG.matcher(slug).matches();
  }

  private static String shape(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    String cut = plain.replaceAll("^-|-$", "");
    return cut.length() <= LONGEST ? cut : cut.substring(0, LONGEST).replaceAll("-$", "");
  }

  static String shown(String name) {
    String plain = name.replaceAll("\\p{C}", "?");
    return plain.length() <= 80 ? plain : plain.substring(0, 80) + "…";
  }
}
