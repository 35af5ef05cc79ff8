package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.backup.Backup;
import dev.freehold.backup.BackupFile;
import dev.freehold.backup.Marker;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.Units;
import dev.freehold.cli.client.Held;
import dev.freehold.cli.output.Progress;
import dev.freehold.file.Home;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One backup. The daemon copies its database and deletes nothing as long as the connection stands;
 * the files are read here.
 */
final class BackupRun {
  private final Session session;
  private final BackupFile target;
  private final boolean wantsKey;

  BackupRun(Session session, BackupFile target, boolean wantsKey) {
    this.session = session;
    this.target = target;
    this.wantsKey = wantsKey;
  }

  /**
   * @param keyIncluded false also when the key is kept apart from the home
   * @param keyFile where the key is
   */
  record Result(Backup.Made made, boolean keyIncluded, Path keyFile) {}

  /**
   * @throws MachineError {@code backup.interrupted}, and what {@link Backup#write} throws
   */
  Result make(Progress progress) {
    Home home = session.surroundings().home();
    try (Held held = session.api().hold("/v1/backups")) {
      JsonNode begun = Json.read(held.first(), JsonNode.class);
      Path key = Path.of(begun.path("key").asText());
      boolean withKey = wantsKey && key.equals(home.encryptionKey()) && Files.exists(key);
      Backup.Made made =
          Backup.write(
              home,
              target.unfinished(),
              new Marker(
                  Marker.FORMAT,
                  session.surroundings().version(),
                  begun.path("schema").asInt(),
                  session.surroundings().clock().instant(),
                  withKey),
              Path.of(begun.path("database").asText()),
              Path.of(begun.path("folder").asText()),
              (done, total) -> progress.detail(Units.bytes(done) + " of " + Units.bytes(total)));
      if (held.isLost()) {
        throw new MachineError(
            "backup.interrupted",
            "The daemon stopped while the backup was made, so files may be missing in it.",
            "Try again.");
      }
      target.publish();
      return new Result(made, withKey, key);
    }
  }
}
