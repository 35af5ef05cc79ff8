package dev.freehold.targets.local.site;

import dev.freehold.base.Json;
import dev.freehold.file.DurableFiles;
import dev.freehold.file.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The running serving process: {@code run/serve.json}.
 *
 * @param port the shared one
 * @param instance what {@link #INSTANCE_PATH} answers, so that nobody else is taken for it
 * @param program {@link Program#identity} when it started; empty for one of an older Freehold
 */
public record ServeStatus(
    long pid, int port, Instant startedAt, String instance, Optional<String> program) {
  /** Answered on the shared port to Host 127.0.0.1; new sites have their ports afterwards. */
  public static final String INSTANCE_PATH = "/__freehold/instance";

  /**
   * Answered on the shared port to Host 127.0.0.1; of sites that are gone, no server runs and no
   * port is open afterwards.
   */
  public static final String GONE_PATH = "/__freehold/gone";

  /**
   * Answered on the host of a staged release: whether its servers answer, which it starts if
   * necessary; one of the words of {@code AppInstance.Readiness} in lower case. The query is the
   * key of the step that stages it.
   */
  public static final String READY_PATH = "/__freehold/ready";

  /** Held by the serving process as long as it lives. */
  public static Path lock(Home home) {
    return home.run().resolve("serve.lock");
  }

  public static Optional<ServeStatus> read(Home home) throws IOException {
    try {
      return Optional.of(Json.read(Files.readString(file(home)), ServeStatus.class));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  public void write(Home home) throws IOException {
    DurableFiles.write(file(home), Json.write(this).getBytes(StandardCharsets.UTF_8));
  }

  public static void delete(Home home) throws IOException {
    Files.deleteIfExists(file(home));
  }

  private static Path file(Home home) {
    return home.run().resolve("serve.json");
  }
}
