package dev.freehold.cli;

import dev.freehold.base.UserError;
import java.text.Normalizer;
import java.util.Locale;

/** Names of apps made from names of folders, archives and repositories. */
final class Slugs {
  private static final int LONGEST = 40;

  private Slugs() {}

  /**
   * Lower case, digits and single dashes; {@code My App.zip} becomes {@code my-app}.
   *
   * @throws UserError {@code app.no-name}
   */
  static String of(String source) {
    String name = source.strip().replaceAll("[/\\\\]+$", "");
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);
    name = name.replaceAll("(?i)\\.(git|zip|tar|tgz|tar\\.gz|tar\\.zst)$", "");
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
    String slug =
        plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    slug = slug.substring(0, Math.min(LONGEST, slug.length())).replaceAll("-+$", "");
    if (slug.isEmpty()) {
      throw new UserError(
          "app.no-name",
          "No name for the app can be made from " + source + ".",
          "Name it yourself: --app my-app");
    }
    return slug;
  }
}
