package dev.freehold.targets.ssh.transport;

import dev.freehold.base.MachineError;
import dev.freehold.file.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/**
 * Which keys servers are known by: the user's {@code known_hosts} and Freehold's own, which holds
 * those that were approved here. A key is never accepted by itself.
 */
public final class HostKeys {
  private final Path own;

  /**
   * @param own Freehold's file, in the format of sshd(8); need not exist
   */
  public HostKeys(Path own) {
    this.own = own;
  }

  /** What is known of a key that a server showed. */
  enum Verdict {
    KNOWN,
    UNKNOWN,
    /** Another key of the same kind is known, or this one was revoked. */
    CHANGED
  }

  Verdict verdict(HostSettings server, PublicKey shown) throws IOException {
    Verdict verdict = Verdict.UNKNOWN;
    for (Known known : known(server)) {
      boolean same = KeyUtils.compareKeys(known.key(), shown);
      if (known.revoked() && same) {
        return Verdict.CHANGED;
      }
      if (same) {
        verdict = Verdict.KNOWN;
      } else if (verdict == Verdict.UNKNOWN
          && !known.revoked()
          && KeyUtils.getKeyType(known.key()).equals(KeyUtils.getKeyType(shown))) {
        verdict = Verdict.CHANGED;
      }
    }
    return verdict;
  }

  /** Kinds of keys by which the server is known: a client asks for these first. */
  List<String> kinds(HostSettings server) throws IOException {
    return known(server).stream()
        .map(known -> KeyUtils.getKeyType(known.key()))
        .distinct()
        .toList();
  }

  /** Remembers a key that the user approved, in place of any other under this name. */
  void remember(HostSettings server, PublicKey key) {
    String name = name(server);
    try {
      var lines = new ArrayList<String>();
      if (Files.exists(own)) {
        Files.readAllLines(own).stream()
            .filter(line -> !line.startsWith(name + " "))
            .forEach(lines::add);
      }
      lines.add(name + " " + PublicKeyEntry.toString(key));
      DurableFiles.write(own, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw MachineError.io("Writing " + own, e);
    }
  }

  private static String name(HostSettings server) {
    return server.keyPort() == HostSettings.USUAL_PORT
        ? server.knownAs()
        : "[" + server.knownAs() + "]:" + server.keyPort();
  }

  private List<Known> known(HostSettings server) throws IOException {
    var found = new ArrayList<Known>();
    for (Path file : Stream.concat(Stream.of(own), server.knownHosts().stream()).toList()) {
      if (Files.isReadable(file)) {
        for (KnownHostEntry entry : KnownHostEntry.readKnownHostEntries(file)) {
          boolean authority = "cert-authority".equals(entry.getMarker());
          if (!authority && entry.isHostMatch(server.knownAs(), server.keyPort())) {
            add(entry, found);
          }
        }
      }
    }
    return found;
  }

  private static void add(KnownHostEntry entry, List<Known> found) throws IOException {
    try {
      PublicKey key = entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
      if (key != null) {
        found.add(new Known(key, "revoked".equals(entry.getMarker())));
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("a line of known_hosts can't be read: " + e.getMessage(), e);
    }
  }

  private record Known(PublicKey key, boolean revoked) {}
}
