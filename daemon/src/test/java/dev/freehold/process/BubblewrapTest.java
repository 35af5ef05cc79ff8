package dev.freehold.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.MachineError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a program in the sandbox can and can not do; each as root, if we are, and as a user. */
class BubblewrapTest {
  private static final List<String> AS_WE_ARE = List.of("bwrap");
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "bwrap");

  private final ProcessRunner runner = new ProcessRunner(System.getenv());

  @TempDir Path temporary;
  private Path build;
  private Path prefix;
  private Path home;

  /** An ordinary user's run is tested by an ordinary user, or by root becoming one. */
  static Stream<List<String>> launchers() {
    return isRoot() ? Stream.of(AS_WE_ARE, AS_NOBODY) : Stream.of(AS_WE_ARE);
  }

  @BeforeEach
  void makeFolders() throws IOException {
    build = folder(temporary.resolve("build"));
    prefix = folder(temporary.resolve("opt"));
    home = folder(prefix.resolve("freehold"));
    Files.writeString(prefix.resolve("tool"), "tool");
    Files.writeString(home.resolve("key"), "the key");
    folder(temporary.resolve("support"));
    open(temporary);
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void itWorksHere(List<String> launcher) {
    assertThat(sandbox(launcher).problem()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void theBuildFolderIsWritableAndItsFilesAreOurs(List<String> launcher) throws IOException {
    ProcessResult result = run(launcher, "pwd; id -un; echo made > /build/file; echo $HOME");

    assertThat(result.tail()).containsExactly("/build", "build", "/home/build");
    assertThat(build.resolve("file")).content().isEqualTo("made\n");
  }

  @Test
  void aVariableIsInNoArgumentAndStartsNoOption() throws Exception {
    Sandbox sandbox = sandbox(AS_WE_ARE);
    Command sleep = Command.of(build, "/bin/sleep", "60").withVariable("TOKEN", "very-secret-word");

    RunningProcess running = sandbox.start(Confinement.to(build), sleep, OutputListener.NONE);
    try {
      await()
          .untilAsserted(
              () -> assertThat(arguments(running)).hasSizeGreaterThan(1).contains("sleep"));
      assertThat(arguments(running)).doesNotContain("very-secret-word");
    } finally {
      running.stop(Duration.ofSeconds(5));
    }
    assertThat(running.isAlive()).isFalse();
    assertThatThrownBy(
            () ->
                sandbox.start(
                    Confinement.to(build),
                    sleep.withVariable("TOKEN", "x\0--bind\0/\0/host"),
                    OutputListener.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Of the process and all that it started. */
  private static String arguments(RunningProcess running) throws IOException {
    var all = new StringBuilder();
    var root = ProcessHandle.of(running.pid()).orElseThrow();
    for (ProcessHandle process :
        (Iterable<ProcessHandle>) Stream.concat(Stream.of(root), root.descendants())::iterator) {
      all.append(Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")));
    }
    return all.toString();
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void theEnvironmentIsExactlyWhatWasGiven(List<String> launcher) {
    ProcessResult result = run(launcher, "env | cut -d= -f1 | sort | tr '\\n' ' '");

    assertThat(result.stdout().strip()).isEqualTo("GIVEN HOME PATH PWD");
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void homesAgentsAndSocketsAreNotThere(List<String> launcher) {
    ProcessResult result =
        run(
            launcher,
            "ls /; ls /home; ls -A /tmp; ls /etc; ls /root /run /var "
                + System.getProperty("user.home")
                + " "
                + temporary
                + " 2>/dev/null; cat /etc/passwd; true");

    assertThat(result.tail())
        .doesNotContain("root", "run", "var", "shadow", "ssh", "opt")
        .contains("build", "etc", "usr", "build:x:1000:1000::/home/build:/bin/sh");
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void ourHomeStaysHiddenInsideAToolsFolder(List<String> launcher) {
    ProcessResult result =
        run(
            Confinement.to(build).withTools(List.of(prefix)),
            launcher,
            "cat %s/tool; echo; ls -A %s | wc -l; cat %s/key || echo hidden"
                .formatted(prefix, home, home));

    assertThat(result.stdout()).isEqualTo("tool\n0\nhidden\n");
    assertThat(result.tail().toString()).doesNotContain("the key");
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void aToolBelowTheHiddenHomeIsSeenAndItsNeighboursAreNot(List<String> launcher)
      throws IOException {
    Path tool = folder(home.resolve("node"));
    Files.writeString(tool.resolve("bin"), "runs");

    ProcessResult result =
        run(
            Confinement.to(build).withTools(List.of(prefix, tool)),
            launcher,
            "cat %s/bin; echo; ls %s".formatted(tool, home));

    assertThat(result.stdout()).isEqualTo("runs\nnode\n");
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void nothingElseCanBeWritten(List<String> launcher) {
    ProcessResult result =
        run(
            Confinement.to(build)
                .withTools(List.of(prefix))
                .withMount(Mount.readOnly(prefix, "/build/mounted")),
            launcher,
            """
            for f in /usr/x /etc/passwd /bin/x /build/mounted/x %s/x; do
              (echo x > $f) 2>/dev/null && echo wrote $f
            done
            mount -o remount,rw /usr 2>/dev/null && echo remounted
            mount -o remount,rw,bind /build/mounted 2>/dev/null && echo remounted
            umount %s 2>/dev/null && echo unmounted
            grep CapEff /proc/self/status
            """
                .formatted(prefix, prefix));

    assertThat(result.stdout().strip()).isEqualTo("CapEff:\t0000000000000000");
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void memoryHeldInTheDevicesFolderHasALimit(List<String> launcher) {
    ProcessResult result =
        run(
            launcher,
            """
            head -c 1M /dev/zero 2>/dev/null > /dev/held && echo held
            mkdir /dev/held 2>/dev/null && echo made
            head -c 2G /dev/zero 2>/dev/null > /dev/shm/held && echo held
            rm /dev/shm/held
            echo shared > /dev/shm/x && cat /dev/shm/x
            echo x > /dev/null && head -c 1 /dev/urandom | wc -c
            """);

    assertThat(result.stdout().lines()).containsExactly("shared", "1");
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void programsThatShareMemoryWork(List<String> launcher) {
    ProcessResult result =
        run(
            launcher,
            """
            python3 -c "
            import multiprocessing as m
            from multiprocessing import shared_memory
            lock = m.Lock()
            block = shared_memory.SharedMemory(create=True, size=1 << 20)
            block.buf[0] = 7
            other = shared_memory.SharedMemory(name=block.name)
            print(other.buf[0])
            other.close(); block.close(); block.unlink()
            "
            """);

    assertThat(result.stdout()).isEqualTo("7\n");
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void aBuildFolderInMemoryIsEmptyBoundedAndForgotten(List<String> launcher) throws IOException {
    Files.writeString(build.resolve("own"), "own");

    ProcessResult result =
        run(
            Confinement.to(build)
                .withScratch(Confinement.BUILD)
                .withMount(Mount.readOnly(prefix, "/freehold/tool")),
            launcher,
            """
            ls /build; cat /freehold/tool/tool; echo; pwd
            head -c 2G /dev/zero 2>/dev/null > /build/held && echo held
            true
            """);

    assertThat(result.stdout().lines()).containsExactly("tool", "/build");
    assertThat(build.resolve("held")).doesNotExist();
  }

  /** Asked of the kernel and not tried out: a success would change the machine. */
  @ParameterizedTest
  @MethodSource("launchers")
  void theKernelsSettingsCanNotBeWritten(List<String> launcher) {
    ProcessResult result =
        run(launcher, "find /proc -xdev -maxdepth 1 -type f -writable; find /proc/sys -writable");

    assertThat(result.stdout()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void scratchFoldersInAReadOnlyMountAreWritableAndForgotten(List<String> launcher)
      throws IOException {
    folder(prefix.resolve("scratch"));
    var confinement =
        Confinement.to(build)
            .withMount(Mount.readOnly(prefix, "/build/mounted"))
            .withScratch("/build/mounted/scratch");

    assertThat(
            run(confinement, launcher, "echo x > mounted/scratch/x && ls mounted/scratch").stdout())
        .isEqualTo("x\n");
    assertThat(prefix.resolve("scratch")).isEmptyDirectory();
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void thereIsNoNetworkUnlessAskedFor(List<String> launcher) throws IOException {
    try (var server = new Server()) {
      String script =
          ("node -e \"fetch('http://127.0.0.1:%d/').then(r => r.text()).then(console.log, () =>"
                  + " console.log('refused'))\"")
              .formatted(server.port());

      assertThat(run(launcher, script).stdout()).isEqualTo("refused\n");
      assertThat(run(Confinement.to(build).withNetwork(), launcher, script).stdout())
          .isEqualTo("answered\n");
    }
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void aTimeOutKillsEvenWhatLeftTheSession(List<String> launcher) {
    String marker = "4242." + ProcessHandle.current().pid();
    FreeholdException error =
        catchThrowableOfType(
            FreeholdException.class,
            () ->
                sandbox(launcher)
                    .run(
                        Confinement.to(build),
                        shell("setsid -f sleep %s; sleep 600".formatted(marker))
                            .withTimeout(Duration.ofSeconds(1)),
                        OutputListener.NONE,
                        () -> false));

    assertThat(error.code()).isEqualTo("process.timed-out");
    await().atMost(Duration.ofSeconds(5)).until(() -> !isRunning("sleep " + marker));
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void aDaemonLeftBehindDiesWithTheCommand(List<String> launcher) {
    String marker = "4343." + ProcessHandle.current().pid();

    assertThat(run(launcher, "setsid -f sleep " + marker).exitCode()).isZero();
    await().atMost(Duration.ofSeconds(5)).until(() -> !isRunning("sleep " + marker));
  }

  @ParameterizedTest
  @MethodSource("launchers")
  void aForkBombIsContained(List<String> launcher) {
    String script =
        "i=0; while [ $i -lt 200 ]; do i=$((i+1)); sleep 33 & done; echo all forked; wait";
    var command = shell(script).withLimits(new Limits(1L << 40, 40));
    String end;
    try {
      ProcessResult result =
          sandbox(launcher).run(Confinement.to(build), command, OutputListener.NONE, () -> false);
      end = result.succeeded() ? "succeeded" : "fork refused";
    } catch (MachineError e) {
      end = e.code();
    }

    assertThat(end)
        .isEqualTo(isRoot() && launcher.equals(AS_WE_ARE) ? "process.over-limit" : "fork refused");
  }

  @Test
  void namesOfFilesInsideAreKnown() {
    var sandbox = sandbox(AS_WE_ARE);
    var confinement =
        Confinement.to(build).withMount(Mount.readOnly(prefix, "/build/node_modules"));

    assertThat(sandbox.seen(confinement, build)).isEqualTo("/build");
    assertThat(sandbox.seen(confinement, build.resolve("a/b"))).isEqualTo("/build/a/b");
    assertThat(sandbox.seen(confinement, prefix.resolve("c"))).isEqualTo("/build/node_modules/c");
    assertThat(sandbox.seen(confinement, Path.of("/usr/bin"))).isEqualTo("/usr/bin");
  }

  @Test
  void aMissingBubblewrapHasACodeAndARemedy() {
    var problem = sandbox(List.of("no-such-bwrap")).problem().orElseThrow();

    assertThat(problem.code()).isEqualTo("sandbox.missing");
    assertThat(problem.remedy()).contains("apt-get install bubblewrap");
  }

  @Test
  void aRefusalSaysWhatTheKernelSaid() {
    // inside a sandbox that forbids user namespaces there can be no second one
    Path inner = script("bwrap --ro-bind / / --dev /dev --unshare-user --disable-userns bwrap");
    var problem = sandbox(List.of(inner.toString())).problem().orElseThrow();

    assertThat(problem.code()).isEqualTo("sandbox.refused");
    assertThat(problem.getMessage()).contains("bwrap: ");
    assertThat(problem.remedy()).contains("kernel.apparmor_restrict_unprivileged_userns");
  }

  @Test
  void withoutASandboxNothingRunsUnlessTheOwnerConsented() {
    var none = new Unsandboxed(runner);
    var sandboxes = new Sandboxes(sandbox(List.of("no-such-bwrap")), none);

    assertThat(catchThrowableOfType(FreeholdException.class, () -> sandboxes.choose(false)).code())
        .isEqualTo("sandbox.missing");
    assertThat(sandboxes.choose(true)).isSameAs(none);
  }

  @Test
  void theSandboxIsUsedWhereItWorksConsentOrNot() {
    var sandbox = sandbox(AS_WE_ARE);
    var sandboxes = new Sandboxes(sandbox, new Unsandboxed(runner));

    assertThat(sandboxes.choose(true)).isSameAs(sandbox);
    assertThat(sandboxes.choose(false)).isSameAs(sandbox);
  }

  @Test
  void unsandboxedGetsNothingOfOurEnvironmentAndAHomeOfItsOwn() throws IOException {
    Path modules = folder(temporary.resolve("modules"));
    Files.writeString(modules.resolve("a.js"), "original");
    ProcessResult result =
        new Unsandboxed(runner)
            .run(
                Confinement.to(build).withMount(Mount.readOnly(modules, "/build/node_modules")),
                shell(
                    "env | cut -d= -f1 | sort | tr '\\n"
                        + "' ' '; echo $HOME; echo x > node_modules/a.js"),
                OutputListener.NONE,
                () -> false);

    assertThat(result.stdout())
        .isEqualTo("GIVEN HOME PATH PWD " + build.resolve(".freehold/home") + "\n");
    assertThat(modules.resolve("a.js")).hasContent("original");
  }

  private ProcessResult run(List<String> launcher, String script) {
    return run(Confinement.to(build), launcher, script);
  }

  private ProcessResult run(Confinement confinement, List<String> launcher, String script) {
    return sandbox(launcher).run(confinement, shell(script), OutputListener.NONE, () -> false);
  }

  private Command shell(String script) {
    return Command.of(build, "/bin/sh", "-c", script)
        .withEnvironment(Map.of("PATH", "/usr/bin:/bin", "GIVEN", "yes"))
        .withTimeout(Duration.ofSeconds(30));
  }

  private Bubblewrap sandbox(List<String> launcher) {
    return new Bubblewrap(
        runner,
        launcher,
        temporary.resolve("support"),
        List.of(home, Path.of(System.getProperty("user.home"))));
  }

  private Path script(String start) {
    try {
      Path file = temporary.resolve("inner");
      Files.writeString(file, "#!/bin/sh\nexec " + start + " \"$@\"\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      return file;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path folder(Path folder) throws IOException {
    Files.createDirectories(folder);
    open(folder);
    return folder;
  }

  private static void open(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private boolean isRunning(String arguments) {
    return runner
        .run(Command.of(Path.of("/"), "ps", "-eo", "stat=,args="))
        .stdout()
        .lines()
        .anyMatch(
            line -> !line.startsWith("Z") && line.endsWith(arguments) && !line.contains("sh -c"));
  }

  /** Something on this machine's loopback. */
  private static final class Server implements AutoCloseable {
    private final HttpServer server;

    Server() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] answer = "answered".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
