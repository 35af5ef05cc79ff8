package dev.freehold.databases.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.databases.Column;
import dev.freehold.databases.DatabaseLook;
import dev.freehold.databases.DatabaseLook.Extension;
import dev.freehold.databases.DatabaseVariable;
import dev.freehold.databases.Look;
import dev.freehold.databases.Name;
import dev.freehold.databases.Rows;
import dev.freehold.databases.Table;
import dev.freehold.databases.Table.Constraint;
import dev.freehold.databases.Table.Constraint.Kind;
import dev.freehold.databases.Table.Index;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real server is looked at. */
class PostgresDatabasesTest {
  private static final String ENCODED =
      URLEncoder.encode(TestPostgres.PASSWORD, StandardCharsets.UTF_8).replace("+", "%20");
  @TempDir private static Path folder;
  private static TestPostgres server;

  private final PostgresDatabases databases = new PostgresDatabases();

  @BeforeAll
  static void start() {
    server = TestPostgres.start(folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private Look look(String address) {
    return databases.look(new DatabaseVariable("DATABASE_URL", address, "local", false));
  }

  private DatabaseLook seen(String address) {
    Look look = look(address);
    assertThat(look).isInstanceOf(Look.Seen.class);
    return ((Look.Seen) look).database();
  }

  private String failed(String address) {
    Look look = look(address);
    assertThat(look).isInstanceOf(Look.Failed.class);
    return ((Look.Failed) look).reason();
  }

  private Table table(String database, String name) {
    return seen(server.address(database)).tables().orElseThrow().stream()
        .filter(table -> table.name().text().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatItRunsOnIsSeen() {
    String database = server.database();
    server.run("postgres", "ALTER DATABASE " + database + " SET timezone TO 'Europe/Vienna'");
    DatabaseLook look = seen(server.address(database));
    DatabaseLook.Server found = look.server().orElseThrow();
    assertThat(found.major()).isEqualTo(18);
    assertThat(found.version()).startsWith("18.");
    assertThat(found.encoding()).isEqualTo("UTF8");
    assertThat(found.collation()).isNotBlank();
    assertThat(found.timeZone()).contains("Europe/Vienna");
    assertThat(found.poolMode()).isEmpty();
    assertThat(found.extensions()).containsExactly(new Extension("plpgsql", "1.0"));
    assertThat(look.gaps()).isEmpty();
  }

  @Test
  void aTableIsSeenWithAllThatSaysWhichRowsItTakes() {
    String database =
        server.database(
            "CREATE TABLE users (id int PRIMARY KEY, email varchar(80) NOT NULL UNIQUE)",
            "CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                + " owner int NOT NULL REFERENCES users(id), price numeric(8,2) DEFAULT 0,"
                + " twice numeric GENERATED ALWAYS AS (price * 2) STORED, gone int,"
                + " CONSTRAINT any_name CHECK (price >= 0))",
            "ALTER TABLE orders DROP COLUMN gone",
            "CREATE INDEX some_name ON orders (owner)",
            "CREATE UNIQUE INDEX other_name ON orders (lower(price::text))",
            "ALTER TABLE orders ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY \"Own ones\" ON orders FOR SELECT USING (true)",
            "INSERT INTO users VALUES (1, 'a@example.org'), (2, 'b@example.org')");
    Table orders = table(database, "orders");
    assertThat(orders.columns())
        .containsExactly(
            new Column("id", "bigint", false, Optional.of("generated always as identity")),
            new Column("owner", "integer", false, Optional.empty()),
            new Column("price", "numeric(8,2)", true, Optional.of("0")),
            new Column(
                "twice", "numeric", true, Optional.of("generated as (price * (2)::numeric)")));
    assertThat(orders.constraints())
        .containsExactly(
            new Constraint(Kind.PRIMARY_KEY, "PRIMARY KEY (id)"),
            new Constraint(Kind.FOREIGN_KEY, "FOREIGN KEY (owner) REFERENCES public.users(id)"),
            new Constraint(Kind.CHECK, "CHECK ((price >= (0)::numeric))"));
    assertThat(orders.indexes())
        .containsExactly(
            new Index(true, "USING btree (lower((price)::text))"),
            new Index(false, "USING btree (owner)"));
    assertThat(orders.rowSecurity()).isTrue();
    assertThat(orders.policies()).containsExactly("Own ones");
    assertThat(table(database, "users").rows()).contains(new Rows(2, Rows.Precision.EXACT));
    assertThat(table(database, "users").rowSecurity()).isFalse();
  }

  @Test
  void viewsAndFunctionsAreSeenByNameAndBody() {
    String database =
        server.database(
            "CREATE TABLE t (a int)",
            "CREATE VIEW v AS SELECT a FROM t",
            "CREATE MATERIALIZED VIEW m AS SELECT a FROM t",
            "CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT n * 2'",
            "CREATE FUNCTION parsed(n int) RETURNS int LANGUAGE sql RETURN n + 1",
            "CREATE PROCEDURE p() LANGUAGE sql AS ''");
    DatabaseLook look = seen(server.address(database));
    assertThat(look.views().orElseThrow())
        .extracting(view -> view.name().text() + " " + view.materialized())
        .containsExactly("m true", "v false");
    assertThat(look.routines().orElseThrow())
        .extracting(routine -> routine.signature() + " " + routine.returns())
        .containsExactly("p() ", "parsed(n integer) integer", "twice(n integer) integer");
    assertThat(look.routines().orElseThrow()).extracting("body").doesNotHaveDuplicates();
  }

  @Test
  void onlyWhatIsTheAppsIsSeen() {
    String database =
        server.database(
            "CREATE TABLE parts (a int, b int) PARTITION BY RANGE (a)",
            "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10)",
            "CREATE SCHEMA shop",
            "CREATE TABLE shop.goods (a int)",
            "CREATE SCHEMA auth",
            "CREATE TABLE auth.people (a int)");
    assertThat(names(database)).containsExactly("auth.people", "parts", "shop.goods");
  }

  @Test
  void whatSupabaseKeepsThereIsNotTheApps() {
    server.run("postgres", "CREATE ROLE supabase_admin", "CREATE ROLE supabase_auth_admin");
    try {
      String database =
          server.database(
              "CREATE SCHEMA auth",
              "CREATE TABLE auth.users (a int)",
              "CREATE SCHEMA anything AUTHORIZATION supabase_auth_admin",
              "CREATE TABLE anything.t (a int)",
              "CREATE SCHEMA extensions",
              "CREATE FUNCTION extensions.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
              "CREATE TABLE profiles (a int)");
      assertThat(names(database)).containsExactly("profiles");
      assertThat(seen(server.address(database)).routines()).contains(List.of());
      server.run("postgres", "DROP DATABASE " + database);
    } finally {
      server.run("postgres", "DROP ROLE supabase_auth_admin", "DROP ROLE supabase_admin");
    }
  }

  private List<String> names(String database) {
    return seen(server.address(database)).tables().orElseThrow().stream()
        .map(table -> table.name().text())
        .toList();
  }

  @Test
  void namesOfAllKindsAreReadAndCounted() {
    String name = "We\"ird; DROP TABLE x; -- ? {fn} \u001b[2J\nü";
    String quoted = new Name("public", name).sql();
    String database =
        server.database(
            "CREATE TABLE \"Order Items\" (\"Unit Price\" int)",
            "INSERT INTO \"Order Items\" VALUES (1)",
            "CREATE SCHEMA \"My Shop\"",
            "CREATE TABLE \"My Shop\".\"select\" (a int)",
            "CREATE TABLE " + quoted + " (a int)",
            "INSERT INTO " + quoted + " VALUES (1), (2)");
    assertThat(table(database, "\"Order Items\"").rows())
        .contains(new Rows(1, Rows.Precision.EXACT));
    assertThat(table(database, "\"My Shop\".select").rows())
        .contains(new Rows(0, Rows.Precision.EXACT));
    assertThat(table(database, Name.quoted(name)).rows())
        .contains(new Rows(2, Rows.Precision.EXACT));
  }

  @Test
  void manyRowsAreEstimatedAndFewAreCounted() {
    String database =
        server.database(
            "CREATE TABLE known AS SELECT generate_series(1, 30000) a",
            "CREATE TABLE unknown (a int) WITH (autovacuum_enabled = false)",
            "INSERT INTO unknown SELECT generate_series(1, 20000)",
            "CREATE TABLE few AS SELECT generate_series(1, 7) a",
            "CREATE TABLE parts (a int) PARTITION BY RANGE (a)",
            "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (10)",
            "INSERT INTO parts VALUES (1), (2), (3)",
            "ANALYZE known",
            "ANALYZE few");
    assertThat(table(database, "known").rows().orElseThrow().words()).isEqualTo("about 30,000");
    assertThat(table(database, "unknown").rows().orElseThrow().words())
        .isEqualTo("more than 10,000");
    assertThat(table(database, "few").rows().orElseThrow().words()).isEqualTo("7");
    assertThat(table(database, "parts").rows().orElseThrow().words()).isEqualTo("3");
  }

  @Test
  void whoSeesOnlySomeRowsIsNotTakenAtTheirWord() {
    String database =
        server.database(
            "CREATE TABLE hidden (a int)",
            "INSERT INTO hidden VALUES (1), (2)",
            "ALTER TABLE hidden ENABLE ROW LEVEL SECURITY",
            "CREATE TABLE forbidden (a int)",
            "CREATE TABLE open (a int)",
            "GRANT SELECT ON hidden, open TO reader");
    List<Table> tables = seen(server.readersAddress(ENCODED, database)).tables().orElseThrow();
    assertThat(tables)
        .extracting(table -> table.name().text() + " " + table.rows().map(Rows::words).orElse("?"))
        .containsExactly("forbidden ?", "hidden ?", "open 0");
  }

  @Test
  void aLookIsOneReadOnlyTransactionThatLeavesTheSessionAsItWas() throws SQLException {
    String database = server.database("CREATE TABLE t (a int)");
    var address = PostgresAddress.parse(server.address(database)).orElseThrow();
    try (Connection connection = Login.open(address);
        Statement statement = connection.createStatement()) {
      ReadTransaction transaction = ReadTransaction.begin(connection, new Refusal(address));
      assertThat(transaction.one("SHOW transaction_read_only")).isEqualTo("on");
      assertThat(transaction.one("SHOW statement_timeout")).isEqualTo("5s");
      assertThat(transaction.one("SHOW lock_timeout")).isEqualTo("1s");
      assertThat(transaction.one("SHOW application_name")).isEqualTo("freehold");
      assertThat(
              transaction.<Integer>part(
                  "writing", () -> statement.executeUpdate("INSERT INTO public.t VALUES (1)")))
          .isEmpty();
      assertThat(transaction.gaps())
          .containsExactly(
              new DatabaseLook.Gap(
                  "writing", "the server says: cannot execute INSERT in a read-only transaction"));
      connection.rollback();
      assertThat(transaction.one("SHOW statement_timeout")).isEqualTo("0");
      assertThat(transaction.one("SHOW search_path")).contains("public");
      assertThat(transaction.one("SHOW default_transaction_read_only")).isEqualTo("off");
    }
  }

  @Test
  void locksAreGivenBackAfterEachPart() throws SQLException {
    String database = server.database("CREATE TABLE t (a int)");
    var address = PostgresAddress.parse(server.address(database)).orElseThrow();
    try (Connection connection = Login.open(address)) {
      ReadTransaction transaction = ReadTransaction.begin(connection, new Refusal(address));
      transaction.part("rows", () -> transaction.one("SELECT count(*) FROM public.t"));
      server.run(database, "SET lock_timeout = '2s'", "ALTER TABLE t ADD COLUMN b int");
    }
    assertThat(table(database, "t").columns()).hasSize(2);
  }

  @Test
  void aTableThatSomebodyChangesIsSeenWithoutItsRows() throws SQLException {
    String database = server.database("CREATE TABLE t (a int)", "CREATE TABLE u (a int)");
    try (Connection other = server.connection(database);
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE t IN ACCESS EXCLUSIVE MODE");
      assertThat(table(database, "t").rows()).isEmpty();
      other.rollback();
    }
    assertThat(table(database, "t").rows()).contains(new Rows(0, Rows.Precision.EXACT));
  }

  @Test
  void someoneWhoMayOnlyReadCanLook() {
    String database = server.database("CREATE TABLE t (a int)", "GRANT SELECT ON t TO reader");
    server.run("postgres", "ALTER ROLE reader SET default_transaction_read_only = on");
    assertThat(seen(server.readersAddress(ENCODED, database)).tables().orElseThrow()).hasSize(1);
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() {
    String database = server.database();
    String reason = failed(server.readersAddress("wr0ng-one", database));
    assertThat(reason)
        .isEqualTo(
            "DATABASE_URL at 127.0.0.1:%d can't be looked at: the server says: password"
                    .formatted(server.port())
                + " authentication failed for user ***.");
  }

  @Test
  void noPasswordIsToldToo() {
    String reason =
        failed("postgres://reader@127.0.0.1:" + server.port() + "/" + server.database());
    assertThat(reason).contains("DATABASE_URL", "password").doesNotContain("reader");
  }

  @Test
  void aDatabaseThatIsNotThereIsTold() {
    assertThat(failed(server.address("nowhere")))
        .contains("the server says: database \"nowhere\" does not exist");
  }

  @Test
  void encryptionThatTheServerLacksIsTold() {
    assertThat(failed(server.address(server.database()) + "?sslmode=require"))
        .contains("The server does not support SSL");
  }

  @Test
  void whatOtherDriversUnderstandIsLetPass() {
    String database = server.database("CREATE TABLE t (a int)");
    assertThat(
            seen(server.address(database)
                    + "?schema=shop&connection_limit=1&pgbouncer=true&pool_timeout=20"
                    + "&sslmode=prefer&socketFactory=java.lang.String&loggerFile=/tmp/x"
                    + "&statement_cache_size=0&application_name=other")
                .tables()
                .orElseThrow())
        .hasSize(1);
  }

  @Test
  void nobodyWhoListensIsTold() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(failed("postgres://app:very-secret@127.0.0.1:" + port + "/shop"))
        .isEqualTo(
            "DATABASE_URL at 127.0.0.1:%d can't be looked at: nothing answers there."
                .formatted(port));
  }

  @Test
  void someoneWhoNeverAnswersIsGivenUp() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(failed("postgres://app:very-secret@127.0.0.1:" + socket.getLocalPort() + "/shop"))
          .contains("can't be looked at")
          .doesNotContain("very-secret", "app");
    }
  }

  @Test
  void anAddressWithoutUserIsTold() {
    assertThat(failed("postgres://db.example.org/shop"))
        .isEqualTo("DATABASE_URL can't be looked at: it names no host, or no user.");
    assertThat(failed("postgres://app:secret@/shop?host=/var/run/postgresql"))
        .contains("it is reached through a socket file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "db",
        "postgres.railway.internal",
        "host.docker.internal",
        "127.0.0.1",
        "10.1.2.3",
        "172.20.0.5",
        "192.168.1.9",
        "[::1]",
        "[fd12::1]"
      })
  void whatOnlyTheTargetReachesIsNotAsked(String host) {
    Look look =
        databases.look(
            new DatabaseVariable(
                "DATABASE_URL", "postgres://app:very-secret@" + host + "/shop", "box", true));
    assertThat(look).isInstanceOf(Look.Failed.class);
    assertThat(((Look.Failed) look).reason())
        .startsWith("DATABASE_URL at " + host + ":5432 can't be looked at: ")
        .contains("box")
        .doesNotContain("very-secret");
  }

  @Test
  void whatAnErrorMustNotSayItDoesNotSay() {
    var address = PostgresAddress.parse("postgres://app:very-secret@db/shop").orElseThrow();
    var refusal = new Refusal(address);
    assertThat(refusal.words(new SQLException("no \"very-secret\" here")))
        .isEqualTo("the connection failed: something that must not be shown");
    assertThat(refusal.words(new SQLException("role \"app\"\u001b[2J unknown")))
        .isEqualTo("the connection failed: role ***\\u001b[2J unknown");
    assertThat(refusal.words(new SQLException("x".repeat(1000)))).hasSizeLessThan(200);
  }

  @Test
  void aTransactionThatHasBegunOtherwiseIsNotRead() throws SQLException {
    String database = server.database();
    var address = PostgresAddress.parse(server.address(database)).orElseThrow();
    try (Connection connection = Login.open(address)) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("SELECT 1");
      assertThatThrownBy(() -> ReadTransaction.begin(connection, new Refusal(address)))
          .isInstanceOf(SQLException.class);
    }
  }
}
