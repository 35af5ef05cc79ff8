package dev.freehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.Json;
import dev.freehold.cli.FakeDaemon.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends a backup, and that nothing is left of it then. */
class BackupCommandTest {
  private static final String HOLD = "POST /v1/backups";

  private @TempDir Path temp;
  private CliTesting cli;

  @BeforeEach
  void start() throws Exception {
    cli = new CliTesting(temp);
  }

  private Answer holding(Path database) {
    return new Answer(
        200,
        "application/x-ndjson",
        Json.write(
                Map.of(
                    "folder", temp.toString(),
                    "database", database.toString(),
                    "schema", 1,
                    "key", cli.home.encryptionKey().toString()))
            + "\n");
  }

  private void ends(int exit, String code, String... arguments) throws Exception {
    assertThat(cli.run(arguments)).as(cli.out()).isEqualTo(exit);
    assertThat(cli.document().path("error").path("code").asText()).isEqualTo(code);
    assertThat(cli.folder).isEmptyDirectory();
  }

  @Test
  void aDaemonThatStopsMeanwhileMakesItWorthless() throws Exception {
    try (var daemon = cli.daemon()) {
      Path copy = Files.writeString(temp.resolve("copy.db"), "x");
      daemon.on(HOLD, holding(copy));
      ends(5, "backup.interrupted", "backup", "--json");
      assertThat(daemon.lastAsked("POST", "/v1/backups").body()).isEmpty();
    }
  }

  @Test
  void whatCantBeReadEndsIt() throws Exception {
    try (var daemon = cli.daemon()) {
      daemon.on(HOLD, holding(temp.resolve("gone.db")));
      ends(5, "machine.io", "backup", "--json");
    }
  }

  @Test
  void oneBackupAtATime() throws Exception {
    try (var daemon = cli.daemon()) {
      daemon.on(HOLD, Answer.problem(409, "backup.running"));
      ends(2, "backup.running", "backup", "--json");
    }
  }

  @Test
  void theDaemonIsNotAskedForWhatIsRefused() throws Exception {
    try (var daemon = cli.daemon()) {
      ends(2, "backup.folder-missing", "backup", "none/a.tar.gz", "--json");
      ends(2, "backup.inside-home", "backup", cli.home.root().toString(), "--json");
      assertThat(daemon.asked()).isEmpty();
      ends(2, "backup.daemon-running", "backup", "restore", "a.tar.gz", "--json");
    }
    ends(2, "backup.home-not-empty", "backup", "restore", "a.tar.gz", "--json");
    Files.move(cli.home.root(), temp.resolve("away"));
    ends(2, "backup.archive-missing", "backup", "restore", "a.tar.gz", "--json");
    assertThat(cli.home.root()).doesNotExist();
  }
}
