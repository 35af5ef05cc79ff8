package dev.freehold.builds;

import dev.freehold.base.MachineError;
import dev.freehold.detect.python.PythonRange;
import dev.freehold.process.Command;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.ProcessRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Pythons of this machine. */
public final class Pythons {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Itself, where it is installed, its version, its system and processor, and its pip. */
  private static final String ABOUT =
      "import sys, sysconfig, importlib.util; print(sys.executable, sys.base_prefix,"
          + " '%d.%d' % sys.version_info[:2], '%d.%d.%d' % sys.version_info[:3],"
          + " sysconfig.get_platform(), importlib.util.find_spec('pip') is not None, sep=chr(10))";

  /** What pip's own configuration may say (pip.pypa.io/en/stable/topics/configuration). */
  private static final Set<String> KEYS =
      Set.of("index-url", "extra-index-url", "find-links", "trusted-host", "cert");

  private static final Pattern SETTING = Pattern.compile("[^=]*\\.([a-z-]+)='(.*)'");

  private final ProcessRunner runner;
  private final Map<String, String> environment;

  /**
   * @param environment the daemon's; Python sees it when asked about itself
   */
  public Pythons(ProcessRunner runner, Map<String, String> environment) {
    this.runner = runner;
    this.environment = Map.copyOf(environment);
  }

  /**
   * A Python of this machine.
   *
   * @param program absolute path
   * @param prefix the folder it is installed in
   * @param version {@code 3.11}; packages with machine code fit no other
   * @param release {@code 3.11.2}
   * @param platform {@code linux-x86_64}
   */
  public record Python(Path program, Path prefix, String version, String release, String platform) {
    /** What a sandbox must show besides {@code /usr} so that it runs. */
    public List<Path> folders() {
      return prefix.startsWith("/usr") ? List.of() : List.of(prefix);
    }

    String identity() {
      return "python " + version + " " + platform;
    }
  }

  /** As it is installed, with pip or without. */
  private record Installed(Python python, boolean pip) {}

  /**
   * The one that the app wishes for, or else {@code python3}, or else another one, so that it fits
   * and has pip.
   *
   * @throws MachineError {@code build.python-missing}
   */
  public Python find(PythonRange range) {
    return fitting(range)
        .filter(Installed::pip)
        .findFirst()
        .or(() -> fitting(range).findFirst())
        .map(Installed::python)
        .orElseThrow(() -> none(range));
  }

  private Stream<Installed> fitting(PythonRange range) {
    return installed(range).filter(one -> range.allows(one.python.release));
  }

  private Stream<Installed> installed(PythonRange range) {
    return range.programs().flatMap(program -> look(program).stream());
  }

  /**
   * @param version {@code 3.11}
   * @throws MachineError {@code build.python-missing}
   */
  public Python find(String version) {
    return look("python" + version)
        .or(() -> look("python3"))
        .map(Installed::python)
        .filter(python -> python.version.equals(version))
        .orElseThrow(() -> missing("Python " + version));
  }

  private Optional<Installed> look(String name) {
    return runner
        .executables()
        .find(name)
        .map(program -> run(program.toString(), "-c", ABOUT))
        .filter(ProcessResult::succeeded)
        .map(said -> said.stdout().lines().toList())
        .filter(lines -> lines.size() == 6)
        .map(
            l ->
                new Installed(
                    new Python(Path.of(l.get(0)), Path.of(l.get(1)), l.get(2), l.get(3), l.get(4)),
                    l.get(5).equals("True")));
  }

  /**
   * Where pip gets packages from.
   *
   * @param variables for pip's environment; no address with a password
   * @param folders of this machine that pip reads: packages and indexes that lie here, certificates
   */
  record PipSettings(Map<String, String> variables, List<Path> folders) {}

  /**
   * @throws MachineError {@code build.python-missing} when it has no pip
   */
  PipSettings settings(Python python) {
    ProcessResult said = run(python.program.toString(), "-m", "pip", "config", "list");
    if (!said.succeeded()) {
      throw missing("pip for Python " + python.version);
    }
    var variables = new TreeMap<String, String>();
    var folders = new ArrayList<Path>();
    for (String line : said.stdout().lines().toList()) {
      Matcher setting = SETTING.matcher(line);
      if (setting.matches() && KEYS.contains(setting.group(1))) {
        String value =
            Stream.of(setting.group(2).replace("\\n", " ").split("\\s+"))
                .filter(one -> mayBeUsed(setting.group(1), one, folders))
                .collect(Collectors.joining(" "));
        String name = "PIP_" + setting.group(1).toUpperCase(Locale.ROOT).replace('-', '_');
        if (!value.isEmpty()) {
          variables.put(name, value);
        }
      }
    }
    return new PipSettings(variables, folders);
  }

  /** Notes what lies on this machine in {@code folders}. */
  private static boolean mayBeUsed(String key, String value, List<Path> folders) {
    if (key.equals("trusted-host") || AppNpmrc.isPlainAddress(value)) {
      return !value.isEmpty();
    }
    String path = value.replaceFirst("^file://(?=/)", "");
    if (!path.startsWith("/") || !Files.exists(Path.of(path))) {
      return false;
    }
    // a wheel is often named by an address relative to the folder of its index
    Path folder = Path.of(path);
    folders.add(
        key.endsWith("index-url") && folder.getNameCount() > 1 ? folder.getParent() : folder);
    return true;
  }

  /** In the root folder, where no project's settings are. */
  private ProcessResult run(String... argv) {
    return runner.run(
        Command.of(Path.of("/"), argv).withEnvironment(environment).withTimeout(TIMEOUT));
  }

  private MachineError none(PythonRange range) {
    List<String> others = installed(range).map(one -> one.python.release).distinct().toList();
    if (others.isEmpty()) {
      return missing("Python " + range.preferred().orElse("3"));
    }
    return new MachineError(
        "build.python-missing",
        "The app asks for Python "
            + range.text()
            + ", and this machine has only "
            + String.join(", ", others)
            + ".",
        range
                .preferred()
                .map(
                    version ->
                        "Install Python "
                            + version
                            + " with pip, from python.org or your system's packages, and try"
                            + " again.")
                .orElse("Have the app ask for a version that there is, and try again.")
            + " Or have another one taken, whatever the app asks for: freehold app set python="
            + others.getFirst().replaceFirst("\\.\\d+$", ""));
  }

  private static MachineError missing(String what) {
    return new MachineError(
        "build.python-missing",
        what + " is not installed on this machine, and this app's server needs it.",
        "Install it with pip, from python.org or your system's packages (on Debian and Ubuntu:"
            + " python3 and python3-pip), and try again.");
  }
}
