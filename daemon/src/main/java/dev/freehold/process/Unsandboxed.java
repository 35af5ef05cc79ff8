package dev.freehold.process;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.MachineError;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * No sandbox at all: the program can read and write whatever this user can, and reach the network.
 * Only for an app whose owner has said so, which is recorded. What is left of the confinement: the
 * program gets the command's environment and nothing of ours, HOME is a folder of its own, what is
 * mounted below the build folder is copied there so that originals in the cache stay out of the
 * way, and the time-out and limits hold.
 */
public final class Unsandboxed implements Sandbox {
  public static final String NAME = "none";

  private static final CopyOption[] AS_IT_IS = {
    LinkOption.NOFOLLOW_LINKS,
    StandardCopyOption.COPY_ATTRIBUTES,
    StandardCopyOption.REPLACE_EXISTING
  };

  private final ProcessRunner runner;

  public Unsandboxed(ProcessRunner runner) {
    this.runner = runner;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<FreeholdException> problem() {
    return Optional.empty();
  }

  @Override
  public String seen(Confinement confinement, Path host) {
    return host.toString();
  }

  @Override
  public ProcessResult run(
      Confinement confinement,
      Command command,
      OutputListener listener,
      BooleanSupplier cancelled) {
    return runner.run(prepared(confinement, command), listener, cancelled);
  }

  @Override
  public RunningProcess start(Confinement confinement, Command command, OutputListener listener) {
    return runner.start(prepared(confinement, command), listener);
  }

  private static Command prepared(Confinement confinement, Command command) {
    try {
      Path home = Files.createDirectories(confinement.build().resolve(".freehold/home"));
      for (Mount mount : confinement.mounts()) {
        if (mount.inside().startsWith(Confinement.BUILD + "/")) {
          String path = mount.inside().substring(Confinement.BUILD.length() + 1);
          copy(mount.host(), confinement.build().resolve(path));
        }
      }
      return command.withVariable("HOME", home.toString());
    } catch (IOException e) {
      throw MachineError.io("Preparing the build folder", e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path target = to.resolve(from.relativize(path).toString());
        if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
          Files.copy(path, target, AS_IT_IS);
        }
      }
    }
  }
}
