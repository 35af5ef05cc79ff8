package dev.freehold.process;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.MachineError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sandbox of Linux: bubblewrap (bwrap(1)) with namespaces of its own for users, mounts,
 * processes, network, IPC and host name, no capabilities, and a file system made of what {@link
 * Confinement} lists, {@code /usr}, and the few files of {@code /etc} that name resolution and TLS
 * need.
 *
 * <p>Enforced: nothing else of this machine's files is visible, so neither the home folders, nor
 * agents, nor sockets; only the build folder and writable mounts can be changed; without network
 * there is not even this machine's loopback; every process dies with bwrap, and bwrap with the
 * daemon; the command's time-out; the command's {@link Limits}, by looking four times a second;
 * where util-linux is installed, Linux is 5.14 or newer and the daemon is not run by root, the
 * number of processes and threads is a hard limit as well (RLIMIT_NPROC, which counts per user
 * namespace since 5.14 and does not bind root); no file over 2 GiB, no core dumps.
 *
 * <p>Not enforced: with network the loopback of this machine and its abstract sockets are shared,
 * and the network is not narrowed to a registry's hosts; memory between two looks (there is no
 * cgroup of its own); memory in {@code /tmp} and HOME beyond 512 MiB each on bubblewrap before 0.8,
 * where their limit is the kernel's half of the memory; how much of the disk the build folder
 * takes, unless it is a scratch folder; memory in shared segments that no process has mapped; CPU
 * time other than by the time-out; faults of the kernel itself.
 */
public final class Bubblewrap implements Sandbox {
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");

  /** Whoever has another parent by now was left alone before the kernel could be asked. */
  private static final String OPTIONS_FROM_STDIN =
      "test \"$PPID\" = \"$1\" || exit 1; shift; exec \"$@\" 3<&0 </dev/null";

  private final ProcessRunner runner;
  private final List<String> launcher;
  private final Path support;
  private final List<Path> hidden;

  /**
   * @param launcher {@code bwrap}, with what must come before it
   * @param support a folder of ours for the small files that every sandbox gets
   * @param hidden what must stay invisible even below {@code /usr} or the tools: Freehold's home,
   *     the user's home
   */
  public Bubblewrap(ProcessRunner runner, List<String> launcher, Path support, List<Path> hidden) {
    this.runner = runner;
    this.launcher = List.copyOf(launcher);
    this.support = support;
    this.hidden = List.copyOf(hidden);
  }

  @Override
  public String name() {
    return "bubblewrap";
  }

  @Override
  public Optional<FreeholdException> problem() {
    for (String program : launcher) {
      if (!program.startsWith("-") && runner.executables().find(program).isEmpty()) {
        return Optional.of(missing(program));
      }
    }
    try {
      Path folder = Files.createDirectories(support.resolve("probe"));
      var probe = Command.of(folder, "/bin/sh", "-c", "exit 0").withTimeout(Duration.ofSeconds(20));
      ProcessResult result = run(Confinement.to(folder), probe, OutputListener.NONE, () -> false);
      return result.succeeded() ? Optional.empty() : Optional.of(refused(result));
    } catch (IOException e) {
      return Optional.of(MachineError.io("Preparing the sandbox", e));
    } catch (FreeholdException e) {
      return Optional.of(e);
    }
  }

  @Override
  public String seen(Confinement confinement, Path host) {
    for (Mount mount : confinement.mounts().reversed()) {
      if (host.startsWith(mount.host())) {
        return below(mount.inside(), mount.host(), host);
      }
    }
    return host.startsWith(confinement.build())
        ? below(Confinement.BUILD, confinement.build(), host)
        : host.toString();
  }

  @Override
  public ProcessResult run(
      Confinement confinement,
      Command command,
      OutputListener listener,
      BooleanSupplier cancelled) {
    return runner.run(wrapped(confinement, command), listener, cancelled);
  }

  @Override
  public RunningProcess start(Confinement confinement, Command command, OutputListener listener) {
    return runner.start(wrapped(confinement, command), listener);
  }

  /**
   * What is mounted and what the program's variables are goes to bwrap through its standard input
   * (its {@code --args}), because everybody on this machine can read the arguments of a process.
   */
  private Command wrapped(Confinement confinement, Command command) {
    if (command.stdin().isPresent()) {
      throw new IllegalArgumentException("a confined program has no standard input");
    }
    var arguments = new BubblewrapArguments(SandboxFiles.in(support), hidden, version());
    List<String> options =
        arguments.options(confinement, command, seen(confinement, command.folder()));
    if (options.stream().anyMatch(option -> option.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException("a NUL would begin another option");
    }
    var argv = new ArrayList<String>();
    runner
        .executables()
        .find("setpriv")
        .ifPresent(asks -> argv.addAll(List.of(asks.toString(), "--pdeathsig", "KILL")));
    String self = Long.toString(ProcessHandle.current().pid());
    argv.addAll(List.of("/bin/sh", "-c", OPTIONS_FROM_STDIN, "sh", self));
    for (String word : launcher) {
      argv.add(word.startsWith("-") ? word : runner.executables().require(word).toString());
    }
    argv.addAll(List.of("--args", "3", "--"));
    argv.addAll(arguments.program(command));
    return command
        .withArgv(argv)
        .withFolder(Path.of("/"))
        .withEnvironment(Map.of(Orphans.MARK, Orphans.mark(support)))
        .withStdin(String.join("\0", options) + "\0");
  }

  private int version() {
    ProcessResult result = runner.run(Command.of(Path.of("/"), launcher.getLast(), "--version"));
    Matcher version = VERSION.matcher(result.stdout());
    return version.find()
        ? 1000 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2))
        : 0;
  }

  private static String below(String inside, Path from, Path host) {
    String rest = from.relativize(host).toString();
    return rest.isEmpty() ? inside : inside + "/" + rest;
  }

  private static MachineError missing(String program) {
    boolean linux = System.getProperty("os.name", "").startsWith("Linux");
    return new MachineError(
        "sandbox.missing",
        "Apps are built in a sandbox, and its program "
            + program
            + " is not installed"
            + (linux ? "." : ", because bubblewrap exists for Linux only."),
        (linux
                ? "Install it with: sudo apt-get install bubblewrap (or dnf, pacman or zypper"
                    + " install bubblewrap). "
                : "")
            + "You can also decide that this app may be built without a sandbox: its code can then"
            + " read your files.");
  }

  private static MachineError refused(ProcessResult result) {
    String reason =
        result.tail().isEmpty() ? "exit code " + result.exitCode() : result.tail().getLast();
    return new MachineError(
        "sandbox.refused",
        "Apps are built in a sandbox, and this machine does not allow one: " + reason,
        "Ordinary users must be allowed to make user namespaces. On Ubuntu 24.04 and newer: sudo"
            + " sysctl kernel.apparmor_restrict_unprivileged_userns=0 (or an AppArmor profile for"
            + " bwrap that allows userns). On older Debian: sudo sysctl"
            + " kernel.unprivileged_userns_clone=1. In a container, its runtime must allow them."
            + " You can also decide that this app may be built without a sandbox.");
  }

  /** Files that stand in for this machine's own. */
  record SandboxFiles(Path passwd, Path group, Path empty) {
    static SandboxFiles in(Path folder) {
      try {
        Files.createDirectories(folder);
        return new SandboxFiles(
            write(folder.resolve("passwd"), "build:x:1000:1000::/home/build:/bin/sh\n"),
            write(folder.resolve("group"), "build:x:1000:\n"),
            write(folder.resolve("empty"), ""));
      } catch (IOException e) {
        throw MachineError.io("Preparing the sandbox", e);
      }
    }

    private static Path write(Path file, String text) throws IOException {
      if (!Files.exists(file) || !Files.readString(file).equals(text)) {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      }
      return file;
    }
  }
}
