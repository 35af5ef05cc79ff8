package dev.freehold.targets.ssh;

import dev.freehold.detect.NodeRange;
import java.nio.file.Path;

/**
 * What runs servers of apps, for the user's servers: programs for Linux that need nothing beside
 * them, brought to this machine when they are not here.
 */
public interface LinuxPrograms {
  /**
   * @param major {@link NodeRange#preferred()}
   * @param arch of the server, as uname(1) says it: {@code x86_64}, {@code aarch64}
   * @throws dev.freehold.base.FreeholdException {@code build.tool-not-brought}
   */
  Path node(int major, String arch);

  /**
   * @param arch of the server, as uname(1) says it: {@code x86_64}, {@code aarch64}
   * @throws dev.freehold.base.FreeholdException {@code build.tool-not-brought}
   */
  Path deno(String arch);
}
