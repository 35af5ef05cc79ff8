package dev.freehold.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.base.Ids;
import dev.freehold.base.UserError;
import dev.freehold.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JourneysTest {
  private Database database;
  private Journeys journeys;
  private String app;

  @BeforeEach
  void open(@TempDir Path folder) {
    database = Database.open(folder.resolve("db"), folder.resolve("backups"));
    app =
        new Apps(database, Clock.systemUTC(), Ids.timeOrdered())
            .createOrFind("shop", "unknown")
            .id();
    journeys = new Journeys(database, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static String code(Runnable work) {
    return catchThrowableOfType(UserError.class, work::run).code();
  }

  @Test
  void areKeptSortedAndReplacedByPath() {
    journeys.add(app, new Journey("/menu?day=1", "Soup"));
    journeys.add(app, new Journey("/about", "Who we are"));
    journeys.add(app, new Journey("/menu?day=1", " Our menu "));

    assertThat(journeys.of(app))
        .containsExactly(
            new Journey("/about", "Who we are"), new Journey("/menu?day=1", "Our menu"));
    journeys.remove(app, "/about");
    assertThat(journeys.of(app)).extracting(Journey::path).containsExactly("/menu?day=1");
    assertThat(code(() -> journeys.remove(app, "/about"))).isEqualTo("app.journey-unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "menu", "//other.example/", "https://other.example/", "/a b", "/a#b"})
  void aPathIsOneOfTheApp(String path) {
    assertThat(code(() -> journeys.add(app, new Journey(path, "Soup"))))
        .isEqualTo("app.journey-invalid");
    assertThat(journeys.of(app)).isEmpty();
  }

  @Test
  void somethingIsExpected() {
    assertThat(code(() -> journeys.add(app, new Journey("/", " "))))
        .isEqualTo("app.journey-invalid");
  }

  @Test
  void tooManyWouldKeepEveryDeploymentWaiting() {
    for (int i = 0; i < 20; i++) {
      journeys.add(app, new Journey("/" + i, "Soup"));
    }
    assertThat(code(() -> journeys.add(app, new Journey("/more", "Soup"))))
        .isEqualTo("app.journey-too-many");
    assertThat(journeys.of(app)).hasSize(20);
  }
}
