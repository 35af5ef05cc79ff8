package dev.freehold.deploy.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.app.Placement;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.Service;
import dev.freehold.release.OutputTree;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileDatabasesTest {
  private ReleaseRoom room;
  private Activations activations;

  @BeforeEach
  void open(@TempDir Path folder) {
    room = new ReleaseRoom(folder.resolve("home"));
    activations = new Activations(room);
  }

  @AfterEach
  void close() {
    room.close();
  }

  private Activation app(String value, String... kept) {
    var server =
        new Service(
            "api",
            "/api",
            List.of("node", "index.js"),
            "backend",
            Map.of(),
            "/",
            List.of(),
            NodeRange.ANY);
    return keeping(
        activations.of(
            new OutputTree().with("backend/index.js", "").with("public/index.html", ""),
            new Serving("public", Optional.empty(), List.of(server), List.of()),
            Map.of("DATABASE_FILE", value, "GREETING", "hello")),
        kept);
  }

  private static Activation keeping(Activation activation, String... kept) {
    return new Activation(
        activation.release(),
        activation.artifact(),
        activation.settings(),
        new Placement("box", Optional.empty(), List.of(kept)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "./notes.db",
        "notes.sqlite3",
        "data/my notes.db",
        "../data/notes.DB",
        "file:./dev.db",
        "file:dev.db?connection_limit=1",
        "file:../db/dev.sqlite",
        "sqlite:./notes.db",
        "sqlite:///notes.db",
        "sqlite+aiosqlite:///./notes.db",
        "file:/app/notes.db",
        "sqlite:////app/notes.db"
      })
  void aFileOfTheAppIsNotedByTheNameOfItsVariable(String value) {
    assertThat(FileDatabases.notes(app(value), true))
        .singleElement()
        .asString()
        .startsWith("DATABASE_FILE names a database in a file of the app")
        .contains("freehold app keep data")
        .doesNotContain(value);
    assertThat(FileDatabases.notes(app(value), false))
        .singleElement()
        .asString()
        .contains("database service")
        .doesNotContain("app keep");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://ann@db.example.com/shop.db",
        "/var/lib/shop/notes.db",
        "file:/var/lib/shop/notes.db",
        "sqlite:////var/lib/shop/notes.db",
        "https://example.com/notes.db",
        "libsql://notes.turso.io",
        ":memory:",
        "file::memory:?cache=shared",
        "notes",
        ""
      })
  void whatLiesElsewhereIsNot(String value) {
    assertThat(FileDatabases.notes(app(value), true)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "./data/notes.db, data",
    "file:../data/notes.db, data",
    "data/deep/notes.db, data",
    "file:/app/data/notes.db, data",
    "./data/notes.db, backend/data",
    "file:./data/notes.db, prisma/data"
  })
  void whatIsInAFolderThatStaysIsNot(String value, String kept) {
    assertThat(FileDatabases.notes(app(value, kept), true)).isEmpty();
    assertThat(FileDatabases.notes(app(value, "uploads"), true)).hasSize(1);
  }

  @Test
  void filesAloneHaveNoDatabase() {
    Activation page =
        activations.of(Activations.app("one"), Map.of("DATABASE_URL", "file:./dev.db"));
    assertThat(FileDatabases.notes(keeping(page), true)).isEmpty();
  }
}
