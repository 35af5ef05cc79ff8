package dev.freehold.detect.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code pylock.toml}, which several package managers write (packaging.python.org, pylock.toml
 * specification, peps.python.org/pep-0751): all that may be installed, each with its marker.
 */
final class PyLock {
  static final String FILE = "pylock.toml";

  /** What pip can check (pip.pypa.io, secure installs). */
  private static final Set<String> CHECKED = Set.of("sha256", "sha384", "sha512");

  /** What only a lock file knows of: groups and extras that somebody asks for. */
  private static final Pattern ASKED =
      Pattern.compile("[\"']([^\"']+)[\"']\\s+(not\\s+)?in\\s+(extras|dependency_groups)\\b");

  private PyLock() {}

  static Lock of(String text) throws UnclearPackagesException {
    JsonNode root = Toml.read(text, FILE);
    String version = root.path("lock-version").asText("");
    if (!version.equals("1") && !version.startsWith("1.")) {
      throw new UnclearPackagesException(
          FILE + " says to be of version '" + version + "', and only 1 is known");
    }
    Set<String> groups =
        root.path("default-groups")
            .valueStream()
            .map(JsonNode::asText)
            .collect(Collectors.toUnmodifiableSet());
    var pins = new ArrayList<Pin>();
    var names = new TreeSet<String>();
    var indexes = new TreeSet<String>();
    for (JsonNode one : root.path("packages")) {
      String marker = marker(one.path("marker").asText(""), groups);
      if (isApp(one) || marker.equals(Markers.NEVER)) {
        continue;
      }
      Pin pin = pin(one);
      names.add(pin.name());
      pins.add(pin.onlyWhen(marker));
      String index = one.path("index").asText("");
      if (!index.isEmpty() && !Indexes.isPublic(index)) {
        indexes.add(index);
      }
    }
    return new Lock(names, pins.stream().sorted().toList(), List.copyOf(indexes));
  }

  private static boolean isApp(JsonNode one) {
    return one.path("directory").path("path").asText("").equals(".");
  }

  /** Without extras, and with the groups that are installed where nobody asks for others. */
  private static String marker(String said, Set<String> groups) {
    return ASKED
        .matcher(said)
        .replaceAll(
            asked -> {
              boolean isIn =
                  asked.group(3).equals("dependency_groups") && groups.contains(asked.group(1));
              boolean isNegated = asked.group(2) != null;
              return Matcher.quoteReplacement(isIn == isNegated ? Markers.NEVER : Markers.ALWAYS);
            });
  }

  private static Pin pin(JsonNode one) throws UnclearPackagesException {
    String name = PackageName.of(one.path("name").asText());
    String version = one.path("version").asText("");
    var hashes = new ArrayList<String>();
    one.path("wheels").forEach(wheel -> hashes(wheel, hashes));
    hashes(one.path("sdist"), hashes);
    hashes(one.path("archive"), hashes);
    Optional<String> elsewhere = elsewhere(one);
    if (elsewhere.isPresent()) {
      return Pin.elsewhere(name, version, elsewhere.get(), hashes);
    }
    if (version.isEmpty()) {
      throw new UnclearPackagesException(
          FILE + " does not say which version of " + name + " it has");
    }
    return Pin.of(name, version, hashes);
  }

  private static Optional<String> elsewhere(JsonNode one) {
    if (one.has("vcs")) {
      JsonNode vcs = one.path("vcs");
      return Optional.of(
          vcs.path("type").asText() + "+" + vcs.path("url").asText(vcs.path("path").asText()));
    }
    return Requirement.elsewhere(one.path("directory"))
        .or(() -> Requirement.elsewhere(one.path("archive")));
  }

  private static void hashes(JsonNode file, List<String> hashes) {
    for (Map.Entry<String, JsonNode> hash : file.path("hashes").properties()) {
      if (CHECKED.contains(hash.getKey())) {
        hashes.add(hash.getKey() + ":" + hash.getValue().asText());
      }
    }
  }
}
