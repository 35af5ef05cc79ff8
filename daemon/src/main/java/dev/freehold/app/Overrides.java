package dev.freehold.app;

import dev.freehold.base.UserError;
import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the owner says about an app against what is concluded from its files. What is not said stays
 * to be concluded.
 */
public record Overrides(Map<String, String> values) {
  public static final Overrides NONE = new Overrides(Map.of());

  private static final int LONGEST = 1000;
  private static final String FOLDER =
      "(?!.*(?:^|/)\\.\\.(?:/|$))[\\w.@()\\[\\]-][\\w./@() \\[\\]-]*";

  /** What can be said, by its name in the command line. */
  public enum Key {
    ROOT("root", FOLDER + "|\\.", "a folder such as apps/web, or . for the top"),
    BUILD_COMMAND("build-command", "\\S[^\\r\\n]*", "a command such as vite build"),
    OUTPUT("output", FOLDER, "a folder such as dist"),
    START("start", "\\S[^\\r\\n]*", "a command such as node server.js"),
    FALLBACK("fallback", "none|" + FOLDER, "a file such as index.html, or none"),
    BACKEND(
        "backend",
        "https://[\\w.-]+(?::[0-9]+)?/?|none",
        "an address such as https://my-app.base44.app, or none"),
    ASSET_SOURCE(
        "asset-source",
        "https://[\\w.-]+(?::[0-9]+)?/?|http://(?:127\\.0\\.0\\.1|localhost)(?::[0-9]+)?/?",
        "where the builder publishes the app, as https://my-app.lovable.app"),
    NODE("node", "[1-9][0-9]?", "a version of Node.js such as 22"),
    PYTHON("python", "3\\.[1-9]?[0-9]", "a version of Python such as 3.12"),
    PACKAGE_MANAGER("package-manager", "npm|pnpm|yarn|bun", "npm, pnpm, yarn or bun"),
    WITH(
        "with",
        "(?:%1$s)(?:,(?:%1$s))*".formatted(Offer.ids("|")),
        "one or more of " + Offer.ids(", ") + ", with commas between them"),
    WITHOUT(
        "without", "[a-z0-9-]+(?:,[a-z0-9-]+)*", "ids of adaptations, with commas between them");

    private final String word;
    private final Pattern form;
    private final String example;

    Key(String word, String form, String example) {
      this.word = word;
      this.form = Pattern.compile(form);
      this.example = example;
    }

    public String word() {
      return word;
    }
  }

  public Overrides {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  public Optional<String> of(Key key) {
    return Optional.ofNullable(values.get(key.word));
  }

  /** The root without the dot that stands for the top. */
  public Optional<String> root() {
    return of(Key.ROOT).map(root -> root.equals(".") ? "" : root.replaceFirst("/+$", ""));
  }

  public Optional<URI> backend() {
    return of(Key.BACKEND).filter(b -> !b.equals("none")).map(Overrides::origin);
  }

  /** Where files are fetched that only the builder's host has. */
  public Optional<URI> assetSource() {
    return of(Key.ASSET_SOURCE).map(Overrides::origin);
  }

  private static URI origin(String address) {
    return URI.create(address.replaceFirst("/$", ""));
  }

  /** Whether an adaptation may be made. */
  public boolean allows(String adaptation) {
    return !names(Key.WITHOUT, adaptation);
  }

  /** Whether an adaptation is made that is only offered. */
  public boolean wants(Offer offer) {
    return names(Key.WITH, offer.id());
  }

  private boolean names(Key key, String adaptation) {
    return of(key).stream()
        .flatMap(ids -> Arrays.stream(ids.split(",", -1)))
        .anyMatch(adaptation::equals);
  }

  /**
   * @throws UserError {@code app.override-unknown}, {@code app.override-invalid}
   */
  static void check(String word, String value) {
    Key key = key(word);
    if (value.length() > LONGEST || !key.form.matcher(value).matches()) {
      throw new UserError(
          "app.override-invalid",
          "The value of " + word + " can't be '" + Slugs.shown(value) + "'.",
          "Give " + key.example + ".");
    }
  }

  /**
   * @throws UserError {@code app.override-unknown}
   */
  static Key key(String word) {
    return Arrays.stream(Key.values())
        .filter(key -> key.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "app.override-unknown",
                    "Nothing about an app is called '" + Slugs.shown(word) + "'.",
                    "These can be set: " + String.join(", ", words()) + "."));
  }

  private static List<String> words() {
    return Arrays.stream(Key.values()).map(Key::word).collect(Collectors.toList());
  }
}
