package dev.freehold.targets.ssh;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.MachineError;
import dev.freehold.targets.ssh.transport.Remote;
import dev.freehold.targets.ssh.transport.Remote.Input;
import dev.freehold.targets.ssh.transport.Remote.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs one of the scripts beside this class's resources on a server. */
final class ServerScripts {
  private static final String PRELUDE = text("prelude.sh");
  private static final String END = "# to here";

  private final Remote remote;
  private final String shell;

  ServerScripts(Remote remote) {
    this(remote, "sh");
  }

  private ServerScripts(Remote remote, String shell) {
    this.remote = remote;
    this.shell = shell;
  }

  /** As root. */
  static ServerScripts withSudo(Remote remote) {
    return new ServerScripts(remote, "sudo -n sh");
  }

  /**
   * @param name of the script
   * @param variables that it reads
   * @param input what it reads besides, little enough for the memory
   * @return its standard output
   * @throws dev.freehold.base.FreeholdException with the reason that the script gave
   */
  String run(String name, Map<String, String> variables, Input input, Duration limit) {
    return checked(name, remote.run(script(name, variables), bytes(input), limit));
  }

  /**
   * As {@link #run}, and makes of its output what it means.
   *
   * @throws dev.freehold.base.ProviderError {@code target.answer-unreadable}
   */
  <T> T read(
      String name,
      Map<String, String> variables,
      Input input,
      Duration limit,
      Function<String, T> meaning) {
    return meant(name, run(name, variables, input, limit), meaning);
  }

  <T> T meant(String name, String answer, Function<String, T> meaning) {
    try {
      return meaning.apply(answer);
    } catch (FreeholdException e) {
      throw e;
    } catch (RuntimeException e) {
      throw ServerFailure.unreadable(remote.address(), name, e);
    }
  }

  /**
   * As {@link #run}, for input of any size, or with other rights. The script goes in front of the
   * input, so that nothing of it is in the arguments of a process, which every user of the server
   * may read. One whose end was cut off does not run.
   */
  String stream(String name, Map<String, String> variables, Input input, Duration limit) {
    return stream(name, variables, input, limit, Remote.NOBODY);
  }

  /**
   * @param lines told each line of its output while it runs
   */
  String stream(
      String name,
      Map<String, String> variables,
      Input input,
      Duration limit,
      Consumer<String> lines) {
    byte[] script = script(name, variables);
    int length = script.length + END.length();
    return checked(
        name,
        remote.exec(
            "exec "
                + shell
                + " -c 's=$(head -c "
                + length
                + "); case $s in *\""
                + END
                + "\") eval \"$s\" ;; *) exit 1 ;; esac'",
            out -> {
              out.write(script);
              out.write(END.getBytes(StandardCharsets.US_ASCII));
              out.flush();
              input.write(out);
            },
            limit,
            lines));
  }

  private String checked(String name, Reply reply) {
    if (reply.exit() != 0) {
      throw ServerFailure.of(remote.address(), name, reply);
    }
    return reply.out();
  }

  private static byte[] script(String name, Map<String, String> variables) {
    return (assignments(variables) + PRELUDE + text(name + ".sh")).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Input input) {
    var bytes = new ByteArrayOutputStream();
    try {
      input.write(bytes);
    } catch (IOException e) {
      throw MachineError.io("Packing what goes to the server", e);
    }
    return bytes.toByteArray();
  }

  private static String assignments(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(variable -> variable.getKey() + "=" + quoted(variable.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  /** As one word of sh. */
  static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }

  /** A resource beside this class. */
  static String text(String name) {
    try (InputStream script = ServerScripts.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(script, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
