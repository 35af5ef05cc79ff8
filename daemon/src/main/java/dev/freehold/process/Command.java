package dev.freehold.process;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A program to run, immutable. There is no shell unless argv names one, and the program sees
 * exactly {@code environment}: nothing is inherited.
 *
 * @param argv program and arguments; a program without a slash is looked up in the runner's PATH
 * @param folder the working folder
 * @param stdin what the program reads, read-only; nothing when empty
 * @param timeout after which the whole tree of processes is killed
 * @param outputCap how many characters of lines reach the listener, and how many bytes of standard
 *     output are kept; what comes after is read and dropped
 * @param redactions texts shown as {@code ***} in lines, tail and messages; {@code stdout} of the
 *     result is what the program wrote
 * @param limits empty for none
 */
public record Command(
    List<String> argv,
    Path folder,
    Map<String, String> environment,
    Optional<ByteBuffer> stdin,
    Duration timeout,
    int outputCap,
    List<String> redactions,
    Optional<Limits> limits) {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);
  private static final int DEFAULT_OUTPUT_CAP = 4 << 20;

  public Command {
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("a command names a program");
    }
    argv = List.copyOf(argv);
    environment = Map.copyOf(environment);
    redactions = redactions.stream().filter(r -> !r.isEmpty()).toList();
  }

  /** With no environment at all, no input, ten minutes and 4 MiB of output. */
  public static Command of(Path folder, String... argv) {
    return of(folder, List.of(argv));
  }

  public static Command of(Path folder, List<String> argv) {
    return new Command(
        argv,
        folder,
        Map.of(),
        Optional.empty(),
        DEFAULT_TIMEOUT,
        DEFAULT_OUTPUT_CAP,
        List.of(),
        Optional.empty());
  }

  public Command withArgv(List<String> newArgv) {
    return new Command(newArgv, folder, environment, stdin, timeout, outputCap, redactions, limits);
  }

  public Command withFolder(Path newFolder) {
    return new Command(argv, newFolder, environment, stdin, timeout, outputCap, redactions, limits);
  }

  /** Replaces the whole environment. */
  public Command withEnvironment(Map<String, String> newEnvironment) {
    return new Command(argv, folder, newEnvironment, stdin, timeout, outputCap, redactions, limits);
  }

  public Command withVariable(String name, String value) {
    var more = new TreeMap<>(environment);
    more.put(name, value);
    return withEnvironment(more);
  }

  public Command withStdin(byte[] bytes) {
    var copy = ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer();
    return new Command(
        argv, folder, environment, Optional.of(copy), timeout, outputCap, redactions, limits);
  }

  public Command withStdin(String text) {
    return withStdin(text.getBytes(StandardCharsets.UTF_8));
  }

  public Command withTimeout(Duration newTimeout) {
    return new Command(argv, folder, environment, stdin, newTimeout, outputCap, redactions, limits);
  }

  public Command withOutputCap(int newCap) {
    return new Command(argv, folder, environment, stdin, timeout, newCap, redactions, limits);
  }

  public Command withRedactions(List<String> newRedactions) {
    return new Command(argv, folder, environment, stdin, timeout, outputCap, newRedactions, limits);
  }

  public Command withLimits(Limits newLimits) {
    return new Command(
        argv, folder, environment, stdin, timeout, outputCap, redactions, Optional.of(newLimits));
  }

  String program() {
    return argv.getFirst();
  }

  String redact(String text) {
    String shown = text;
    for (String secret : redactions) {
      shown = shown.replace(secret, "***");
    }
    return shown;
  }

  /** The arguments, redacted; never the environment or the input. */
  @Override
  public String toString() {
    return redact(String.join(" ", argv));
  }
}
