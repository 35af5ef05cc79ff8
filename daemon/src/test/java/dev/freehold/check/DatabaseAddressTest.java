package dev.freehold.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
  private static Optional<DatabaseAddress> of(String name, String value) {
    return DatabaseAddress.of(name, value, "box");
  }

  @ParameterizedTest
  @CsvSource({
    "DATABASE_URL, postgres://a:b@db.example.org/shop,"
        + " postgresql://c:d@DB.example.org:5432/shop?x=1",
    "DATABASE_URL, postgres://a:p@ss/w@db.example.org/shop, postgres://db.example.org/shop",
    "MONGO, mongodb://u:p@b.example.org:27017/x, mongodb://u:p@b.example.org/x",
    "DATABASE_URL, postgres://u:p@ep-cool-1-pooler.eu.aws.neon.tech/x,"
        + " postgres://u:p@ep-cool-1.eu.aws.neon.tech/x",
    "VITE_SUPABASE_URL, https://abcdefgh.supabase.co,"
        + " postgres://postgres:x@db.abcdefgh.supabase.co:5432/postgres",
    "DATABASE_URL, postgres://postgres.abcdefgh:x@aws-0-eu.pooler.supabase.com:6543/postgres,"
        + " https://abcdefgh.supabase.co/",
    "MYSQL_URL, mysql+pymysql://u:p@m.example.org:3306/x, mysql://u:p@m.example.org/x"
  })
  void theSameDatabaseIsKnownInAnotherForm(String name, String one, String other) {
    assertThat(of(name, one)).isPresent().isEqualTo(of("OTHER_DATABASE_URL", other));
  }

  @ParameterizedTest
  @CsvSource({
    "postgres://u:p@db.example.org/shop, postgres://u:p@db.example.org/staging",
    "postgres://u:p@one.example.org/shop, postgres://u:p@two.example.org/shop",
    "postgres://u:p@db.example.org:5433/shop, postgres://u:p@db.example.org/shop",
    "https://abcdefgh.supabase.co, https://hgfedcba.supabase.co",
    "redis://r.example.org/0, redis://r.example.org/1"
  })
  void anotherDatabaseIsAnother(String one, String other) {
    assertThat(of("DATABASE_URL", one)).isPresent().isNotEqualTo(of("DATABASE_URL", other));
  }

  @Test
  void aKeyOfSupabaseSaysItsProject() {
    String claims = "{\"iss\":\"supabase\",\"ref\":\"abcdefgh\",\"role\":\"anon\"}";
    var encoder = Base64.getUrlEncoder().withoutPadding();
    String key =
        encoder.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8))
            + "."
            + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8))
            + ".c2lnbmF0dXJl";
    assertThat(of("VITE_ANON", key))
        .isPresent()
        .isEqualTo(of("VITE_SUPABASE_URL", "https://abcdefgh.supabase.co"))
        .isEqualTo(of("VITE_SUPABASE_PROJECT_ID", "abcdefgh"));
  }

  @Test
  void anAddressOnItsOwnMachineDependsOnTheMachine() {
    String value = "postgres://u:p@localhost:5433/shop";
    assertThat(DatabaseAddress.of("DATABASE_URL", value, "one"))
        .isNotEqualTo(DatabaseAddress.of("DATABASE_URL", value, "two"));
    assertThat(DatabaseAddress.of("DATABASE_URL", "postgres://db/shop", "one"))
        .as("a name of one word is found on one machine only")
        .isNotEqualTo(DatabaseAddress.of("DATABASE_URL", "postgres://db/shop", "two"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DB_NAME=shop",
        "DATABASE_URL=file:./dev.db",
        "DB_PORT=5432",
        "MONGO_POOL=10",
        "VITE_API=https://api.example.org",
        "STRIPE_SECRET_KEY=sk_live_0123456789abcdef"
      })
  void whatTellsNoDatabaseLeadsToNone(String assignment) {
    String[] parts = assignment.split("=", 2);
    assertThat(of(parts[0], parts[1])).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VITE_SUPABASE_ANON_KEY",
        "NEXT_PUBLIC_FIREBASE_API_KEY",
        "PGHOST",
        "DB_URL",
        "DB",
        "MY_DB_PASSWORD",
        "MONGODB_URI",
        "POSTGRES_PRISMA_URL"
      })
  void aNameMayTell(String name) {
    assertThat(DatabaseAddress.isMeant(name, "x")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"VITE_TITLE", "DEBUG", "FEEDBACK", "PGP", "STRIPE_KEY"})
  void mostNamesDoNot(String name) {
    assertThat(DatabaseAddress.isMeant(name, "x")).isFalse();
  }

  @Test
  void itIsNeverShown() {
    assertThat(of("DATABASE_URL", "postgres://u:p@db.example.org/shop").orElseThrow())
        .hasToString("DatabaseAddress");
  }
}
