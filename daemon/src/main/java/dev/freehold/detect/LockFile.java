package dev.freehold.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.freehold.base.Json;
import dev.freehold.detect.Detection.Manager;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file in which a package manager wrote down what exactly it installed.
 *
 * @param version of the manager that reads it; {@code ""} for the npm of this machine
 */
record LockFile(String path, Manager manager, String version, String text) {
  private static final List<String> GROUPS =
      List.of("dependencies", "devDependencies", "optionalDependencies");

  /** bun writes commas behind the last element (bun.sh/docs/install/lockfile). */
  private static final JsonMapper BUN =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_TRAILING_COMMA).build();

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern PNPM_FORMAT = Pattern.compile("(?m)^lockfileVersion: '?(\\d+)");

  /** Those of a folder; npm prefers the shrinkwrap, and bun its text to its old binary file. */
  static List<LockFile> in(AppFiles files) {
    var found = new ArrayList<LockFile>();
    firstOf(files, Manager.NPM, "npm-shrinkwrap.json", "package-lock.json").forEach(found::add);
    firstOf(files, Manager.PNPM, "pnpm-lock.yaml").forEach(found::add);
    firstOf(files, Manager.YARN, "yarn.lock").forEach(found::add);
    firstOf(files, Manager.BUN, "bun.lock", "bun.lockb").forEach(found::add);
    return found;
  }

  private static Stream<LockFile> firstOf(AppFiles files, Manager manager, String... names) {
    return Stream.of(names)
        .filter(files::has)
        .limit(1)
        .map(
            name -> {
              String text = files.text(name).orElse("");
              return new LockFile(name, manager, version(manager, text), text);
            });
  }

  /** The version of a manager that nothing says more about. */
  static String usual(Manager manager) {
    return version(manager, manager == Manager.YARN ? 1 : 10);
  }

  /**
   * The version of a manager for an app without a lock file.
   *
   * @param major that the app names
   */
  static String version(Manager manager, int major) {
    return switch (manager) {
      case NPM -> "";
      case PNPM -> major < 8 ? "7" : major == 8 ? "8" : "10";
      case YARN -> major < 2 ? "1.22" : "4";
      case BUN -> "1";
    };
  }

  /** Newer ones would write the file anew instead of going by it. */
  private static String version(Manager manager, String text) {
    return switch (manager) {
      case NPM -> "";
      case PNPM -> pnpm(text);
      case YARN -> text.contains("\n__metadata:") ? "4" : "1.22";
      case BUN -> "1";
    };
  }

  private static String pnpm(String text) {
    Matcher format = PNPM_FORMAT.matcher(text);
    return switch (format.find() ? format.group(1) : "") {
      case "5" -> "7";
      case "6" -> "8";
      default -> "10";
    };
  }

  /** bun's old form, of which nothing can be read and nothing be replaced. */
  boolean isBinary() {
    return path.endsWith(".lockb");
  }

  /** Whether it is of these very dependencies, as far as its own list of them tells. */
  boolean fits(PackageJson manifest) {
    try {
      return switch (manager) {
        case NPM -> {
          JsonNode root = Json.mapper().readTree(text).at("/packages").path("");
          yield root.isMissingNode() || lists(root, manifest);
        }
        case BUN -> !isBinary() && lists(BUN.readTree(text).at("/workspaces").path(""), manifest);
        case PNPM -> listsSpecifiers(YAML.readTree(text), manifest);
        case YARN -> namesRanges(manifest);
      };
    } catch (JsonProcessingException e) {
      // the install says what is wrong with it
      return true;
    }
  }

  private static boolean lists(JsonNode locked, PackageJson manifest) {
    return GROUPS.stream()
        .allMatch(
            group -> {
              JsonNode wanted = manifest.group(group);
              JsonNode there = locked.path(group);
              return there.isEmpty() ? wanted.isEmpty() : there.equals(wanted);
            });
  }

  private static boolean listsSpecifiers(JsonNode lock, PackageJson manifest) {
    JsonNode importer = lock.at("/importers").path(".");
    JsonNode own = importer.isMissingNode() ? lock : importer;
    return GROUPS.stream().allMatch(group -> hasAll(own, group, manifest));
  }

  private static boolean hasAll(JsonNode importer, String group, PackageJson manifest) {
    JsonNode locked = importer.path(group);
    JsonNode specifiers = importer.path("specifiers");
    return manifest.group(group).properties().stream()
        .allMatch(
            wanted -> {
              JsonNode one = locked.path(wanted.getKey());
              String specifier =
                  one.has("specifier")
                      ? one.path("specifier").asText()
                      : specifiers.path(wanted.getKey()).asText();
              return specifier.equals(wanted.getValue().asText());
            });
  }

  private boolean namesRanges(PackageJson manifest) {
    return GROUPS.stream()
        .flatMap(group -> manifest.group(group).properties().stream())
        .allMatch(
            wanted -> {
              String range = wanted.getValue().asText();
              return text.contains(wanted.getKey() + "@" + range)
                  || text.contains(wanted.getKey() + "@npm:" + range);
            });
  }
}
