package dev.freehold.detect.oldhost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The files in which apps have rules for other hosts. */
public final class RuleFiles {
  private static final int LARGEST = 512 << 10;
  private static final int NETLIFY = 301;
  private static final int CLOUDFLARE = 302;
  private static final List<String> OF_CLOUDFLARE =
      List.of("wrangler.toml", "wrangler.json", "wrangler.jsonc");

  private final Function<String, Optional<String>> files;
  private final List<HostRule> rules = new ArrayList<>();

  private RuleFiles(Function<String, Optional<String>> files) {
    this.files = files;
  }

  /**
   * @param files text by path below the app's root; empty where there is none
   * @param folder whose files are published as they are, {@code public}; {@code ""} for the root
   */
  public static List<HostRule> read(Function<String, Optional<String>> files, String folder) {
    var reading = new RuleFiles(files);
    String below = folder.isEmpty() ? "" : folder + "/";
    boolean cloudflare = OF_CLOUDFLARE.stream().anyMatch(file -> files.apply(file).isPresent());
    reading.add(
        below + "_redirects",
        (file, text) -> RedirectsFile.read(file, text, cloudflare ? CLOUDFLARE : NETLIFY));
    reading.add(below + "_headers", HeadersFile::read);
    if (!folder.isEmpty()) {
      reading.addUnpublished("_redirects", folder);
      reading.addUnpublished("_headers", folder);
    }
    reading.add("netlify.toml", NetlifyToml::read);
    reading.add("vercel.json", VercelJson::read);
    return List.copyOf(reading.rules);
  }

  @FunctionalInterface
  private interface Language {
    List<HostRule> read(String file, String text);
  }

  private void add(String file, Language language) {
    files
        .apply(file)
        .ifPresent(
            text -> {
              if (text.length() > LARGEST) {
                rules.add(
                    new HostRule.NotTaken(
                        new Place(file, 0, file), "it is larger than 512 KiB and was not read"));
              } else {
                rules.addAll(language.read(file, text));
              }
            });
  }

  private void addUnpublished(String file, String folder) {
    if (files.apply(file).isPresent()) {
      rules.add(
          new HostRule.NotTaken(
              new Place(file, 0, file),
              "it is not among the files that are published; put it into " + folder + "/"));
    }
  }
}
