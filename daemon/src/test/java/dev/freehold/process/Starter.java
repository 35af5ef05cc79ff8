package dev.freehold.process;

import java.nio.file.Path;
import java.util.List;

/** Stands in for the serving process: starts one sandboxed program after the other until killed. */
final class Starter {
  private Starter() {}

  public static void main(String[] arguments) {
    var runner = new ProcessRunner(System.getenv());
    var support = Path.of(arguments[0]);
    var build = Path.of(arguments[1]);
    var sandbox = new Bubblewrap(runner, List.of(arguments[3]), support, List.of());
    System.out.println("ready");
    for (int i = 0; i < 200; i++) {
      sandbox.start(
          Confinement.to(build),
          Command.of(build, "/bin/sleep", arguments[2]),
          OutputListener.NONE);
    }
  }
}
