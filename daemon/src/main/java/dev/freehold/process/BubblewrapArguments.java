package dev.freehold.process;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Writes what bwrap is told for one confinement. */
final class BubblewrapArguments {
  private static final List<String> TOP_LEVEL =
      List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");

  /** What name resolution, TLS, the dynamic linker and Debian's alternatives read. */
  private static final List<String> ETC =
      List.of(
          "resolv.conf",
          "hosts",
          "nsswitch.conf",
          "host.conf",
          "gai.conf",
          "ssl/certs",
          "ssl/openssl.cnf",
          "ca-certificates",
          "pki/tls/certs",
          "pki/ca-trust",
          "ld.so.cache",
          "ld.so.conf",
          "ld.so.conf.d",
          "alternatives",
          "localtime");

  private static final List<String> KERNEL_SETTINGS =
      List.of("sys", "sysrq-trigger", "irq", "bus", "fs", "acpi", "scsi", "mtrr");

  /** 0.8: {@code --disable-userns}; {@code --size} is one version older. */
  private static final int WITH_DISABLE_USERNS = 8;

  private static final String SCRATCH_BYTES = Long.toString(512L << 20);
  private static final String LARGEST_FILE = Long.toString(2L << 30);

  private final Bubblewrap.SandboxFiles files;
  private final List<Path> hidden;
  private final boolean recent;
  private final List<String> arguments = new ArrayList<>();

  BubblewrapArguments(Bubblewrap.SandboxFiles files, List<Path> hidden, int version) {
    this.files = files;
    this.hidden = hidden.stream().filter(Files::exists).map(BubblewrapArguments::real).toList();
    this.recent = version >= WITH_DISABLE_USERNS;
  }

  /** Everything but the program. */
  List<String> options(Confinement confinement, Command command, String folder) {
    namespaces(confinement);
    proc();
    devices();
    scratch("/tmp");
    scratch("/home/build");
    roots(confinement);
    etc();
    if (!confinement.scratch().contains(Confinement.BUILD)) {
      add("--bind", confinement.build().toString(), Confinement.BUILD);
    }
    for (Mount mount : confinement.mounts()) {
      add(mount.writable() ? "--bind" : "--ro-bind", mount.host().toString(), mount.inside());
    }
    confinement.scratch().forEach(this::scratch);
    // the root is a file system in memory; what is mounted in it keeps its own mode
    add("--remount-ro", "/");
    var environment = new TreeMap<>(command.environment());
    environment.putIfAbsent("HOME", "/home/build");
    environment.putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.forEach((name, value) -> add("--setenv", name, value));
    add("--chdir", folder);
    return arguments;
  }

  /** The program and its arguments, under the limits that the kernel itself watches. */
  List<String> program(Command command) {
    var program = new ArrayList<String>();
    Path prlimit = Path.of("/usr/bin/prlimit");
    if (Files.isExecutable(prlimit)) {
      program.addAll(List.of(prlimit.toString(), "--core=0", "--fsize=" + LARGEST_FILE));
      if (command.limits().isPresent() && countsProcessesPerNamespace()) {
        program.add("--nproc=" + command.limits().get().processes());
      }
      program.add("--");
    }
    program.addAll(command.argv());
    return program;
  }

  private void namespaces(Confinement confinement) {
    // --unshare-user once more, because the one in --unshare-all is dropped silently where user
    // namespaces are not allowed; --cap-drop, because root would keep its capabilities inside and
    // could mount read-only folders again, writable
    add("--unshare-all", "--unshare-user", "--clearenv", "--die-with-parent", "--new-session");
    add("--cap-drop", "ALL", "--uid", "1000", "--gid", "1000", "--hostname", "build");
    if (recent) {
      add("--disable-userns");
    }
    if (confinement.network()) {
      add("--share-net");
    }
  }

  /** Parents before children, so that what is hidden stays so and a tool below it appears again. */
  private void roots(Confinement confinement) {
    var bound = new ArrayList<Path>();
    bound.add(Path.of("/usr"));
    for (String name : TOP_LEVEL) {
      Path folder = Path.of("/", name);
      if (Files.isSymbolicLink(folder)) {
        add("--symlink", linkTarget(folder), folder.toString());
      } else if (Files.isDirectory(folder)) {
        bound.add(folder);
      }
    }
    confinement.tools().stream()
        .map(BubblewrapArguments::real)
        .filter(tool -> !tool.startsWith("/usr") || hidden.stream().anyMatch(tool::startsWith))
        .distinct()
        .forEach(bound::add);
    bound.removeIf(root -> hidden.contains(root));
    var covers =
        hidden.stream().filter(secret -> bound.stream().anyMatch(secret::startsWith)).toList();
    var all = new ArrayList<>(bound);
    all.addAll(covers);
    all.sort(Comparator.comparingInt(Path::getNameCount));
    for (Path path : all) {
      if (!covers.contains(path)) {
        add("--ro-bind", path.toString(), path.toString());
      } else if (Files.isDirectory(path)) {
        add("--tmpfs", path.toString());
      } else {
        add("--ro-bind", files.empty().toString(), path.toString());
      }
    }
  }

  /**
   * The kernel's own settings in /proc belong to the machine's root user, capabilities or not, and
   * bwrap leaves them writable when root runs it: whoever writes {@code core_pattern} owns the
   * machine.
   */
  private void proc() {
    add("--proc", "/proc");
    for (String name : KERNEL_SETTINGS) {
      Path settings = Path.of("/proc", name);
      if (Files.exists(settings)) {
        add("--ro-bind", settings.toString(), settings.toString());
      }
    }
  }

  /** A file system in memory as well: only its folder for shared memory has a use and a size. */
  private void devices() {
    add("--dev", "/dev");
    scratch("/dev/shm");
    add("--remount-ro", "/dev");
  }

  private void etc() {
    for (String name : ETC) {
      Path file = Path.of("/etc", name);
      if (Files.exists(file)) {
        add("--ro-bind", real(file).toString(), file.toString());
      }
    }
    add("--ro-bind", files.passwd().toString(), "/etc/passwd");
    add("--ro-bind", files.group().toString(), "/etc/group");
  }

  private void scratch(String inside) {
    if (recent) {
      add("--size", SCRATCH_BYTES);
    }
    add("--tmpfs", inside);
  }

  /** Before 5.14 the limit counted every process of the user, the whole desktop. */
  private static boolean countsProcessesPerNamespace() {
    String[] version = System.getProperty("os.version", "0.0").split("[^0-9]+", 3);
    int major = Integer.parseInt(version[0]);
    int minor = version.length > 1 && !version[1].isEmpty() ? Integer.parseInt(version[1]) : 0;
    return major > 5 || (major == 5 && minor >= 14);
  }

  private void add(String... more) {
    arguments.addAll(List.of(more));
  }

  private static String linkTarget(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      throw MachineError.io("Reading the link " + link, e);
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath(new LinkOption[0]);
    } catch (IOException e) {
      throw MachineError.io("Reading " + path, e);
    }
  }
}
