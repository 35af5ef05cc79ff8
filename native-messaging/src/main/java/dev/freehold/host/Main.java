package dev.freehold.host;

import dev.freehold.http.DaemonAddress;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Entry point of the host, which a browser starts with the caller's origin as first argument. */
public final class Main {
  static final int DONE = 0;
  static final int BROKEN = 1;
  static final int REFUSED = 2;

  /** The launcher may have to build Freehold before it starts the daemon. */
  private static final Duration START = Duration.ofMinutes(3);

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    var frames = new FileOutputStream(FileDescriptor.out);
    // standard output belongs to the frames, whoever prints
    System.setOut(System.err);
    var out = new FrameWriter(frames, () -> Runtime.getRuntime().halt(DONE));
    var in = new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16);
    int exit = run(List.of(arguments), System.getenv(), in, out);
    // System.exit would wait 300 ms for threads that wait for the daemon
    if (exit != DONE) {
      System.exit(exit);
    }
  }

  static int run(
      List<String> arguments, Map<String, String> environment, InputStream in, FrameWriter out)
      throws IOException {
    if (arguments.isEmpty() || !ExtensionIds.origins().contains(arguments.getFirst())) {
      out.write(
          Answers.error(
              Optional.empty(),
              new Trouble(
                  "host.origin-refused",
                  "Only Freehold's own extension may use this program.",
                  "Install the extension that came with this Freehold, then run: freehold browser"
                      + " install")));
      return REFUSED;
    }
    Path socket = DaemonAddress.socket(DaemonAddress.home(environment));
    Optional<Path> launcher =
        Optional.ofNullable(System.getProperty("freehold.launcher")).map(Path::of);
    var daemon = new Daemon(socket, new DaemonStart(socket, launcher, START));
    return new Host(in, out, daemon, version()).run();
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
