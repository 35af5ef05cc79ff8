package dev.freehold.targets.ssh;

import dev.freehold.detect.NodeRange;
import java.nio.file.Path;

/** Node.js for the user's servers. */
@FunctionalInterface
public interface NodePrograms {
  /**
   * A program for Linux that needs nothing beside it; brought to this machine when it is not here.
   *
   * @param major {@link NodeRange#preferred()}
   * @param arch of the server, as uname(1) says it: {@code x86_64}, {@code aarch64}
   * @throws dev.freehold.base.FreeholdException {@code build.tool-not-brought}
   */
  Path forLinux(int major, String arch);
}
