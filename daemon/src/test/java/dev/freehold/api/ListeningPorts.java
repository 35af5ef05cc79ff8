package dev.freehold.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The TCP sockets on which a process listens, as the kernel lists them (proc(5)). */
public final class ListeningPorts {
  private static final String LISTEN = "0A";

  private ListeningPorts() {}

  /**
   * The ports of one process.
   *
   * @param process its folder under /proc
   * @return local addresses in the kernel's hexadecimal form, {@code 0100007F:1F90}
   */
  public static List<String> of(Path process) throws IOException {
    Set<String> sockets = sockets(process);
    var ports = new ArrayList<String>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : Files.readAllLines(process.resolve(table))) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns[3].equals(LISTEN) && sockets.contains("socket:[" + columns[9] + "]")) {
          ports.add(columns[1]);
        }
      }
    }
    return ports;
  }

  private static Set<String> sockets(Path process) throws IOException {
    var sockets = new HashSet<String>();
    try (var descriptors = Files.list(process.resolve("fd"))) {
      for (Path descriptor : descriptors.toList()) {
        // The descriptor of this very listing is gone by now.
        if (Files.isSymbolicLink(descriptor)) {
          sockets.add(Files.readSymbolicLink(descriptor).toString());
        }
      }
    }
    return sockets;
  }
}
