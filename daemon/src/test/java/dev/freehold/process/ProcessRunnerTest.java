package dev.freehold.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRunnerTest {
  private final ProcessRunner runner = new ProcessRunner(System.getenv());

  @TempDir Path folder;

  @Test
  void givesExitCodeOutputAndTheLastLinesOfBothStreams() {
    ProcessResult result = runner.run(shell("echo one; echo two >&2; exit 3"));

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.succeeded()).isFalse();
    assertThat(result.stdout()).isEqualTo("one\n");
    assertThat(result.tail()).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void inheritsNothingFromOurEnvironment() {
    ProcessResult result =
        runner.run(Command.of(folder, "/usr/bin/env").withEnvironment(Map.of("ONLY", "this")));

    assertThat(result.stdout()).isEqualTo("ONLY=this\n");
  }

  @Test
  void runsInItsFolderAndReadsItsInput() throws IOException {
    ProcessResult result = runner.run(shell("pwd -P; cat").withStdin("given"));

    assertThat(result.stdout()).isEqualTo(folder.toRealPath() + "\ngiven");
  }

  @Test
  void aProgramIsTalkedToForAsLongAsItTakes() throws IOException {
    var errors = Collections.synchronizedList(new ArrayList<String>());
    Command greeter =
        shell("echo lost; echo told >&2; read name <&3; echo \"Hello $name\" >&4; sleep 1000");
    String said =
        runner.converse(
            greeter,
            (stream, line) -> errors.add(line),
            () -> false,
            (from, to) -> {
              to.write("Ann\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
              to.flush();
              return new String(from.readNBytes(9), java.nio.charset.StandardCharsets.UTF_8);
            });

    assertThat(said).isEqualTo("Hello Ann");
    assertThat(errors).containsExactly("told");
  }

  @Test
  void aTalkEndsWithItsProgramItsTimeOrItsReason() throws IOException {
    Talk<Integer> listening = (from, to) -> from.read();
    assertThat(runner.converse(shell("exit 3"), OutputListener.NONE, () -> false, listening))
        .isEqualTo(-1);
    assertThat(
            catchThrowableOfType(
                MachineError.class,
                () ->
                    runner.converse(
                        shell("sleep 1000").withTimeout(Duration.ofMillis(300)),
                        OutputListener.NONE,
                        () -> false,
                        listening)))
        .extracting(FreeholdException::code)
        .isEqualTo("process.timed-out");
    assertThat(
            catchThrowableOfType(
                UserError.class,
                () ->
                    runner.converse(
                        shell("sleep 1000"), OutputListener.NONE, () -> true, listening)))
        .extracting(FreeholdException::code)
        .isEqualTo("process.cancelled");
  }

  @Test
  void argumentsAreNeverReadByAShell() {
    ProcessResult result = runner.run(Command.of(folder, "printf", "%s", "$(id); `id` | x"));

    assertThat(result.stdout()).isEqualTo("$(id); `id` | x");
  }

  @Test
  void linesReachTheListenerWhileTheProgramRuns() throws IOException {
    Path go = folder.resolve("go");
    var lines = Collections.synchronizedList(new ArrayList<String>());

    runner.run(
        shell("echo first; while [ ! -e go ]; do sleep 0.05; done; printf partial"),
        (_, line) -> {
          lines.add(line);
          if (line.equals("first")) {
            touch(go);
          }
        },
        () -> false);

    assertThat(lines).containsExactly("first", "partial");
  }

  @Test
  void linesComeWithoutColoursAndControlCharacters() {
    var command =
        shell(
            "printf '\\033[31mred\\033[0m \\033]0;title\\007bell\\007\\010\\ttab\\n"
                + "10%%\\r"
                + "20%%\\n"
                + "'");

    assertThat(runner.run(command).tail()).containsExactly("red bell\ttab", "10%", "20%");
  }

  @Test
  void aVeryLongLineIsCut() {
    List<String> tail = runner.run(shell("head -c 1000000 /dev/zero | tr '\\0' a; echo")).tail();

    assertThat(tail).hasSize(1);
    assertThat(tail.getFirst()).hasSize(LineReader.LONGEST_LINE + 2).endsWith("a …");
  }

  @Test
  void outputBeyondTheCapIsDroppedAndSaidSoWhileTheEndIsKept() {
    var lines = Collections.synchronizedList(new ArrayList<String>());

    ProcessResult result =
        runner.run(
            shell("i=0; while [ $i -lt 5000 ]; do i=$((i+1)); echo line $i; done")
                .withOutputCap(1000),
            (_, line) -> lines.add(line),
            () -> false);

    assertThat(lines).hasSizeBetween(100, 150);
    assertThat(lines.getLast()).contains("more output than is kept");
    assertThat(result.tail()).hasSize(200).endsWith("line 5000");
    assertThat(result.stdout()).hasSize(1000);
  }

  @Test
  void secretsAreRedactedInLinesAndInTheCommandsText() {
    var command =
        Command.of(folder, "echo", "token=s3cret")
            .withVariable("TOKEN", "s3cret")
            .withRedactions(List.of("s3cret"));
    var lines = new ArrayList<String>();

    ProcessResult result = runner.run(command, (_, line) -> lines.add(line), () -> false);

    assertThat(lines).containsExactly("token=***");
    assertThat(result.toString()).doesNotContain("s3cret");
    assertThat(command.toString()).isEqualTo("echo token=***");
    assertThat(result.stdout()).contains("s3cret");
  }

  @Test
  void aMissingProgramHasACode() {
    assertThat(code(Command.of(folder, "no-such-program-here"))).isEqualTo("process.not-found");
    assertThat(code(Command.of(folder, "/no/such/program"))).isEqualTo("process.not-found");
  }

  @Test
  void aMissingFolderHasACode() {
    assertThat(code(Command.of(folder.resolve("gone"), "true"))).isEqualTo("process.not-started");
  }

  @Test
  void aTimeOutKillsGrandchildrenToo() {
    MachineError error =
        catchThrowableOfType(
            MachineError.class,
            () ->
                runner.run(
                    shell("(sh -c 'echo $$ > pid; exec sleep 600') & wait")
                        .withTimeout(Duration.ofMillis(700))));

    assertThat(error.code()).isEqualTo("process.timed-out");
    assertThat(error.remedy()).isNotBlank();
    assertDead("pid");
  }

  @Test
  void cancellingKillsChildrenWhoseParentIsGone() {
    var cancelled = new AtomicBoolean();
    UserError error =
        catchThrowableOfType(
            UserError.class,
            () ->
                runner.run(
                    shell("(sh -c 'echo $$ > pid; echo up; exec sleep 600' &) ; sleep 600"),
                    (_, line) -> cancelled.set(true),
                    cancelled::get));

    assertThat(error.code()).isEqualTo("process.cancelled");
    assertDead("pid");
  }

  @Test
  void interruptingKills() throws Exception {
    var failure = new ArrayList<Throwable>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    runner.run(shell("echo $$ > pid; exec sleep 600"));
                  } catch (FreeholdException e) {
                    failure.add(e);
                  }
                });
    await().until(() -> Files.exists(folder.resolve("pid")));
    thread.interrupt();
    thread.join();

    assertThat(failure)
        .singleElement()
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("process.cancelled"));
    assertDead("pid");
  }

  @Test
  void programsThatSayNothingLeaveOtherThreadsRoom() throws Exception {
    int many = 4 * Runtime.getRuntime().availableProcessors();
    var started = new CountDownLatch(many);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < many; i++) {
        threads.submit(
            () ->
                runner.run(
                    shell("echo up; exec sleep 600"), (_, _) -> started.countDown(), () -> false));
      }
      assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
      var others = new CountDownLatch(many);
      for (int i = 0; i < many; i++) {
        Thread.startVirtualThread(others::countDown);
      }
      assertThat(others.await(30, TimeUnit.SECONDS)).isTrue();
      threads.shutdownNow();
    }
  }

  @Test
  void whatAProgramLeavesBehindIsKilledAndNotWaitedFor() {
    long start = System.nanoTime();
    ProcessResult result = runner.run(shell("sh -c 'echo $$ > pid; exec sleep 600' & sleep 0.3"));

    assertThat(result.exitCode()).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    assertDead("pid");
  }

  @Test
  void tooManyProcessesAreStopped() {
    assertThat(
            code(
                shell("for i in 1 2 3 4 5 6 7 8 9 10; do sleep 600 & done; wait")
                    .withLimits(new Limits(1L << 40, 5))))
        .isEqualTo("process.over-limit");
  }

  @Test
  void tooMuchMemoryIsStopped() {
    assertThat(
            code(
                shell("node -e 'const b = Buffer.alloc(3e8, 1); setInterval(() => b, 1000)'")
                    .withLimits(new Limits(100L << 20, 100))))
        .isEqualTo("process.over-limit");
  }

  @Test
  void aDetachedProgramLeadsItsOwnSessionAndWritesToItsLog() throws IOException {
    Path log = folder.resolve("log");
    long pid = runner.detach(shell("echo up; exec sleep 600"), log);
    try {
      await().until(() -> Files.exists(log) && Files.readString(log).equals("up\n"));
      String session = runner.run(Command.of(folder, "ps", "-o", "sess=", "-p", pid + "")).stdout();
      assertThat(session.strip()).isEqualTo(Long.toString(pid));
      assertThat(Files.getPosixFilePermissions(log)).hasSize(2);
    } finally {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void aDetachedProgramThatIsMissingHasACode() {
    MachineError error =
        catchThrowableOfType(
            MachineError.class,
            () -> runner.detach(Command.of(folder, "no-such-program"), folder.resolve("log")));

    assertThat(error.code()).isEqualTo("process.not-found");
  }

  private Command shell(String script) {
    return Command.of(folder, "/bin/sh", "-c", script)
        .withEnvironment(Map.of("PATH", System.getenv("PATH")))
        .withTimeout(Duration.ofSeconds(30));
  }

  private String code(Command command) {
    return catchThrowableOfType(FreeholdException.class, () -> runner.run(command)).code();
  }

  private void assertDead(String file) {
    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () -> {
              long pid = Long.parseLong(Files.readString(folder.resolve(file)).strip());
              return runner
                  .run(Command.of(folder, "ps", "-o", "stat=", "-p", Long.toString(pid)))
                  .stdout()
                  .strip()
                  .matches("|Z.*");
            });
  }

  private static void touch(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
