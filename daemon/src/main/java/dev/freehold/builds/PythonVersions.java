package dev.freehold.builds;

import dev.freehold.base.MachineError;
import dev.freehold.detect.python.PackageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which versions pip took where the requirements leave them open: the same sources get others
 * another day.
 */
final class PythonVersions {
  /** A requirement (peps.python.org/pep-0508): its name, extras, and what it says of versions. */
  private static final Pattern REQUIREMENT =
      Pattern.compile("([A-Za-z0-9][\\w.-]*)\\s*(?:\\[[^\\]]*\\])?\\s*([^;#]*).*");

  private static final Pattern EXACT = Pattern.compile("==[^,]*(?<![*,])(?:,|\\)|$)");

  /** The folder of an installed package's metadata (packaging.python.org). */
  private static final Pattern METADATA = Pattern.compile("(.+)-([^-]+)\\.dist-info");

  private static final int MOST = 10;

  private PythonVersions() {}

  /**
   * @param requirements one a line
   * @param file that names them
   * @param packages the folder that pip installed into
   */
  static List<String> notes(String requirements, String file, Path packages) {
    Map<String, String> installed = installed(packages);
    var open = new ArrayList<String>();
    for (String line : requirements.lines().map(String::strip).toList()) {
      Matcher requirement = REQUIREMENT.matcher(line);
      if (requirement.matches() && !EXACT.matcher(requirement.group(2).strip()).find()) {
        String version = installed.get(PackageName.of(requirement.group(1)));
        if (version != null) {
          open.add(requirement.group(1) + " (" + version + ")");
        }
      }
    }
    var notes = new ArrayList<String>();
    if (!open.isEmpty()) {
      notes.add(
          file
              + " leaves versions open, so another day the same sources may get others."
              + " These were taken: "
              + String.join(", ", open.subList(0, Math.min(MOST, open.size())))
              + (open.size() > MOST ? " and " + (open.size() - MOST) + " more" : "")
              + ".");
    }
    notes.addAll(MisfitPackages.notes(installed, file));
    return List.copyOf(notes);
  }

  private static Map<String, String> installed(Path packages) {
    var versions = new TreeMap<String, String>();
    try (var folders = Files.list(packages)) {
      for (Path folder : (Iterable<Path>) folders::iterator) {
        Matcher metadata = METADATA.matcher(folder.getFileName().toString());
        if (metadata.matches()) {
          versions.put(PackageName.of(metadata.group(1)), metadata.group(2));
        }
      }
      return versions;
    } catch (IOException e) {
      throw MachineError.io("Reading the installed packages of Python", e);
    }
  }
}
