package dev.freehold.history.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.Json;
import dev.freehold.databases.DatabaseVariable;
import dev.freehold.databases.Databases;
import dev.freehold.databases.Look;
import dev.freehold.databases.Sessions;
import dev.freehold.databases.postgres.PostgresDatabases;
import dev.freehold.databases.postgres.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two databases of a real server are compared. */
class DatabaseContentComparerTest {
  private static final String ORDERS =
      "CREATE TABLE orders (id int PRIMARY KEY, price numeric(8,2) NOT NULL DEFAULT 0)";
  private static final List<String> EVERYTHING =
      List.of(
          "CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE)",
          ORDERS,
          "ALTER TABLE orders ADD COLUMN owner int REFERENCES users(id)",
          "CREATE INDEX ON orders (owner)",
          "ALTER TABLE orders ENABLE ROW LEVEL SECURITY",
          "CREATE POLICY own ON orders USING (true)",
          "CREATE VIEW dear AS SELECT * FROM orders WHERE price > 100",
          "CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT n * 2'",
          "INSERT INTO users VALUES (1, 'a@example.org')");
  @TempDir private static Path folder;
  private static TestPostgres server;

  private final Databases databases = new PostgresDatabases();
  private final Comparer comparer =
      new DatabaseContentComparer(databases, DatabaseContentComparer.LONGEST);
  private final Sample staging = here(Sample.staging());
  private final Sample production = here(Sample.production());

  @BeforeAll
  static void start() {
    server = TestPostgres.start(folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** On this machine, where its server is. */
  private static Sample here(Sample sample) {
    sample.remote = false;
    return sample;
  }

  private Report compared(List<String> mine, List<String> theirs) {
    staging.with("DATABASE_URL", server.address(server.database(mine.toArray(String[]::new))));
    production.with("DATABASE_URL", server.address(server.database(theirs.toArray(String[]::new))));
    return Sample.compare(comparer, staging, production);
  }

  private Difference only(List<String> mine, List<String> theirs) {
    Report report = compared(mine, theirs);
    assertThat(report.unknown()).isEmpty();
    assertThat(report.differences()).hasSize(1);
    return report.differences().getFirst();
  }

  private static List<String> and(List<String> sql, String... more) {
    var all = new ArrayList<>(sql);
    all.addAll(List.of(more));
    return all;
  }

  private static String told(Difference found) {
    return found.severity() + " " + found.what() + ": " + found.from() + " | " + found.to();
  }

  @Test
  void twoOfTheSameMigrationsAreTheSame() {
    Report report = compared(EVERYTHING, EVERYTHING);
    assertThat(report.differences()).isEmpty();
    assertThat(report.unknown()).isEmpty();
    assertThat(report.same())
        .anyMatch(line -> line.startsWith("Both databases run PostgreSQL 18."))
        .contains(
            "Extensions and their versions are the same: plpgsql 1.0.",
            "Both databases have 2 tables in common.",
            "The views are the same.",
            "The functions are the same.");
  }

  @Test
  void aTableThatStagingLacksLies() {
    Difference found = only(List.of(), List.of(ORDERS));
    assertThat(told(found)).isEqualTo("LIES table orders: missing | there");
    assertThat(found.reason()).isEqualTo("What works with it in production fails in staging.");
    assertThat(found.action())
        .isEqualTo("Run in staging what made it in production: its migration.");
    assertThat(found.promoted()).isFalse();
  }

  @Test
  void aTableThatOnlyStagingHasMayLie() {
    assertThat(told(only(List.of(ORDERS), List.of())))
        .isEqualTo("MAY_LIE table orders: there | missing");
  }

  @Test
  void whatOnlyANewerReleaseHasIsWhatStagingIsFor() {
    staging.release = Optional.of(3);
    Difference found =
        only(
            List.of(ORDERS, "ALTER TABLE orders ADD COLUMN note text NOT NULL DEFAULT ''"),
            List.of(ORDERS));
    assertThat(told(found)).isEqualTo("HARMLESS column orders.note: there | missing");
    assertThat(found.reason())
        .isEqualTo("The release in staging is newer, and may be what needs it.");
    assertThat(found.action())
        .isEqualTo("Before the release is promoted, run its migration in production.");
  }

  @Test
  void aColumnThatStagingLacksLiesAlsoUnderANewerRelease() {
    staging.release = Optional.of(3);
    assertThat(
            told(only(List.of(ORDERS), List.of(ORDERS, "ALTER TABLE orders ADD COLUMN note text"))))
        .isEqualTo("LIES column orders.note: missing | there");
  }

  @Test
  void columnsThatDifferAreTold() {
    Report report =
        compared(
            List.of("CREATE TABLE t (a int, b int, c int DEFAULT 1, d int NOT NULL)"),
            List.of("CREATE TABLE t (c int, b int NOT NULL, a bigint, d int)"));
    assertThat(report.differences())
        .extracting(DatabaseContentComparerTest::told)
        .containsExactlyInAnyOrder(
            "LIES type of column t.a: integer | bigint",
            "LIES column t.b: may be null | not null",
            "MAY_LIE column t.d: not null | may be null",
            "MAY_LIE default of column t.c: 1 | none");
  }

  @Test
  void keysAndChecksOfOneOnlyLie() {
    List<String> bare =
        List.of("CREATE TABLE users (id int, email text)", "CREATE TABLE orders (id int, u int)");
    List<String> strict =
        List.of(
            "CREATE TABLE users (id int, email text UNIQUE, CONSTRAINT c CHECK (id > 0))",
            "ALTER TABLE users ALTER COLUMN id SET NOT NULL, ADD PRIMARY KEY (id)",
            "CREATE TABLE orders (id int, u int REFERENCES users(id))",
            "CREATE UNIQUE INDEX ON orders (id)",
            "CREATE INDEX ON orders (u)");
    assertThat(compared(bare, strict).differences())
        .extracting(DatabaseContentComparerTest::told)
        .containsExactlyInAnyOrder(
            "LIES column users.id: may be null | not null",
            "LIES primary key of users: PRIMARY KEY (id): missing | there",
            "LIES unique key of users: UNIQUE (email): missing | there",
            "LIES foreign key of orders: FOREIGN KEY (u) REFERENCES public.users(id): missing"
                + " | there",
            "LIES check of users: CHECK ((id > 0)): missing | there",
            "LIES unique index of orders: USING btree (id): missing | there",
            "MAY_LIE index of orders: USING btree (u): missing | there");
  }

  @Test
  void namesOfConstraintsAndIndexesAreNoMatter() {
    Report report =
        compared(
            List.of("CREATE TABLE t (a int CONSTRAINT x UNIQUE)", "CREATE INDEX y ON t (a)"),
            List.of("CREATE TABLE t (a int CONSTRAINT z UNIQUE)", "CREATE INDEX w ON t (a)"));
    assertThat(report.differences()).isEmpty();
  }

  @Test
  void whoSeesWhichRowsLies() {
    Report report =
        compared(
            List.of(ORDERS),
            List.of(
                ORDERS,
                "ALTER TABLE orders ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY \"Own ones\" ON orders USING (true)"));
    assertThat(report.differences())
        .extracting(DatabaseContentComparerTest::told)
        .containsExactlyInAnyOrder(
            "LIES row level security of orders: off | on",
            "LIES policy of orders: \"Own ones\": missing | there");
  }

  @Test
  void viewsAndFunctionsOfTheSameNameMayDoSomethingElse() {
    Report report =
        compared(
            List.of(
                "CREATE VIEW v AS SELECT 1 AS a",
                "CREATE VIEW gone AS SELECT 1 AS a",
                "CREATE FUNCTION f(n int) RETURNS int LANGUAGE sql AS 'SELECT n'"),
            List.of(
                "CREATE VIEW v AS SELECT 2 AS a",
                "CREATE FUNCTION f(n int) RETURNS int LANGUAGE sql AS 'SELECT n + 1'",
                "CREATE FUNCTION f(n text) RETURNS int LANGUAGE sql AS 'SELECT 1'"));
    assertThat(report.differences())
        .extracting(DatabaseContentComparerTest::told)
        .containsExactlyInAnyOrder(
            "LIES function f(n text): missing | there",
            "MAY_LIE view gone: there | missing",
            "MAY_LIE view v: its own definition | another definition",
            "MAY_LIE function f(n integer): its own definition | another definition");
  }

  @Test
  void theServersSettingsOfADatabaseMayLie() {
    Report report = compared(List.of(), List.of());
    assertThat(report.differences()).isEmpty();
    String other = "other_" + System.nanoTime();
    server.run(
        "postgres",
        "CREATE DATABASE %s TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'".formatted(other),
        "ALTER DATABASE %s SET timezone TO 'Europe/Vienna'".formatted(other));
    production.with("DATABASE_URL", server.address(other));
    assertThat(Sample.compare(comparer, staging, production).differences())
        .extracting(Difference::what)
        .contains("encoding of the database", "time zone of the database");
  }

  @Test
  void emptyTablesMayLieAndFewerRowsAreHarmless() {
    String table = "CREATE TABLE %s AS SELECT generate_series(1, %d) a";
    Report report =
        compared(
            List.of(table.formatted("orders", 0), table.formatted("users", 2)),
            List.of(
                table.formatted("orders", 120_000), table.formatted("users", 3), "ANALYZE orders"));
    assertThat(report.differences())
        .extracting(DatabaseContentComparerTest::told)
        .containsExactly(
            "MAY_LIE rows of orders: 0 | about 120,000", "HARMLESS rows of users: 2 | 3");
  }

  @Test
  void manyThingsOfAKindAreToldAsOne() {
    var tables = new ArrayList<String>();
    for (int i = 10; i < 40; i++) {
      tables.add("CREATE TABLE t" + i + " (a int)");
    }
    assertThat(told(only(List.of(), tables)))
        .isEqualTo(
            "LIES 30 tables: t10, t11, t12, t13, t14, t15, t16, t17, t18, t19, …: missing"
                + " | there");
  }

  @Test
  void twoThousandTablesFitIntoAReply() {
    String many =
        "DO $$ BEGIN FOR i IN 1..2000 LOOP EXECUTE format('CREATE TABLE %%I (id int PRIMARY KEY,"
            + " %s text, note text)', 'a_rather_long_name_of_a_table_' || i); IF i %% 200 = 0"
            + " THEN COMMIT; END IF; END LOOP; END $$";
    Report report =
        compared(
            List.of(many.formatted("mine").replace("%%", "%")),
            List.of(many.formatted("theirs").replace("%%", "%")));
    assertThat(report.unknown()).isEmpty();
    assertThat(report.same()).contains("Both databases have 2000 tables in common.");
    assertThat(report.differences())
        .extracting(Difference::what)
        .hasSize(2)
        .allMatch(what -> what.startsWith("2000 columns: a_rather_long_name_of_a_table_1."));
    assertThat(Json.write(report.differences()).getBytes(StandardCharsets.UTF_8).length)
        .isLessThan(20_000);
  }

  @Test
  void namesOfStrangersAreSafeToShow() {
    Difference found = only(List.of(), List.of("CREATE TABLE \"a\u001b[2J\nb\u202e\" (a int)"));
    assertThat(found.what()).isEqualTo("table \"a\\u001b[2J\\u000ab\\u202e\"");
  }

  @Test
  void whatCantBeLookedAtIsUnknownAndHoldsNoPassword() {
    staging.with("DATABASE_URL", "postgres://app:very-secret@127.0.0.1:1/shop");
    production.with("DATABASE_URL", server.address(server.database(ORDERS)));
    Report report = Sample.compare(comparer, staging, production);
    assertThat(report.differences()).isEmpty();
    assertThat(report.unknown())
        .containsExactly(
            new Unknown(
                "database",
                "what is in the one of staging",
                "DATABASE_URL at 127.0.0.1:1 can't be looked at: nothing answers there."));
  }

  @Test
  void whereOneWayFailsTheNextIsTaken() {
    String mine = server.database(ORDERS);
    staging
        .with("DATABASE_URL", server.address(mine).replace("/" + mine, "/" + mine + "?options=-x"))
        .with("DIRECT_URL", server.address(mine));
    production.with("DATABASE_URL", server.address(server.database()));
    assertThat(Sample.only(comparer, staging, production).what()).isEqualTo("table orders");
  }

  @Test
  void theOnlyOneOfEachIsComparedWhateverItsVariableIsCalled() {
    staging.with("POSTGRES_URL", server.address(server.database(ORDERS)));
    production.with("DATABASE_URL", server.address(server.database()));
    assertThat(Sample.only(comparer, staging, production).what()).isEqualTo("table orders");
  }

  @Test
  void severalDatabasesAreToldApart() {
    staging
        .with("DATABASE_URL", server.address(server.database(ORDERS)))
        .with("STATISTICS_DB_URL", server.address(server.database()));
    production
        .with("DATABASE_URL", server.address(server.database()))
        .with("STATISTICS_DB_URL", server.address(server.database(ORDERS)));
    assertThat(Sample.compare(comparer, staging, production).differences())
        .extracting(Difference::what)
        .containsExactlyInAnyOrder("DATABASE_URL: table orders", "STATISTICS_DB_URL: table orders");
  }

  @Test
  void oneDatabaseForBothIsNotAsked() {
    staging.with("DATABASE_URL", "postgres://a:b@db.example.org/shop");
    production.with("DATABASE_URL", "postgres://c:d@db.example.org/shop");
    Report report = Sample.compare(comparer, staging, production);
    assertThat(report.differences()).isEmpty();
    assertThat(report.unknown()).isEmpty();
  }

  @Test
  void anotherKindOfConnectionMayLie() {
    String mine = server.address(server.database()) + "?pgbouncer=true";
    staging.with("DATABASE_URL", mine);
    production.with("DATABASE_URL", server.address(server.database()));
    Difference found = Sample.only(comparer, staging, production);
    assertThat(told(found))
        .isEqualTo(
            "MAY_LIE connections of DATABASE_URL: through a pooler, by transaction | direct");
    assertThat(found.action())
        .isEqualTo(
            "Give both the same kind of address: freehold var set DATABASE_URL - --env staging"
                + " --app shop");
  }

  /** Never answers, as a network that swallows everything. */
  private record Silent(CountDownLatch end) implements Databases {
    @Override
    public boolean reads(String address) {
      return true;
    }

    @Override
    public Sessions sessions(String address) {
      return Sessions.DIRECT;
    }

    @Override
    public Look look(DatabaseVariable variable) {
      try {
        end.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      return new Look.Failed("too late");
    }
  }

  @Test
  void nobodyWaitsForADatabaseLongerThanIsBearable() {
    var end = new CountDownLatch(1);
    staging.with("DATABASE_URL", "postgres://a:b@one.example.org/shop");
    production.with("DATABASE_URL", "postgres://a:b@two.example.org/shop");
    Report report =
        Sample.compare(
            new DatabaseContentComparer(new Silent(end), Duration.ofMillis(1)),
            staging,
            production);
    end.countDown();
    assertThat(report.unknown())
        .extracting(Unknown::what)
        .containsExactly("what is in the one of staging", "what is in the one of production");
  }
}
