package dev.freehold.databases.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.databases.Sessions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTest {
  private static PostgresAddress parsed(String address) {
    return PostgresAddress.parse(address).orElseThrow();
  }

  @Test
  void itIsTakenApart() {
    PostgresAddress address =
        parsed(
            " postgresql://app.abc:p%40ss+%2F%3A@DB.example.org:6543/my%20shop?sslmode=require ");
    assertThat(address.user()).isEqualTo("app.abc");
    assertThat(address.password()).isEqualTo("p@ss+/:");
    assertThat(address.hosts()).containsExactly(new PostgresHost("db.example.org", 6543));
    assertThat(address.database()).isEqualTo("my shop");
    assertThat(address.parameters()).isEqualTo(Map.of("sslmode", "require"));
  }

  @Test
  void whatIsNotSaidIsAsUsual() {
    PostgresAddress address = parsed("postgres://app@db.example.org");
    assertThat(address.password()).isEmpty();
    assertThat(address.place()).isEqualTo("db.example.org:5432");
    assertThat(address.database()).isEqualTo("app");
  }

  @Test
  void aPasswordMayHoldWhatSeparates() {
    PostgresAddress address = parsed("postgres://app:a@b:c/d@db.example.org/shop");
    assertThat(address.password()).isEqualTo("a@b:c/d");
    assertThat(address.place()).isEqualTo("db.example.org:5432");
    assertThat(address.database()).isEqualTo("shop");
  }

  @Test
  void aPercentSignThatBeginsNoNumberStandsForItself() {
    assertThat(parsed("postgres://app:100%@db/shop").password()).isEqualTo("100%");
    assertThat(parsed("postgres://app:%zz%C3%A9@db/shop").password()).isEqualTo("%zzé");
  }

  @Test
  void severalHostsAndThoseOfNumbersAreKnown() {
    assertThat(parsed("postgres://app@one:1,[::1]:2,three/shop").place())
        .isEqualTo("one:1,[::1]:2,three:5432");
  }

  @Test
  void whatStandsInParametersCountsToo() {
    PostgresAddress address =
        parsed("jdbc:postgresql://db.example.org/shop?user=app&password=very%20secret");
    assertThat(address.user()).isEqualTo("app");
    assertThat(address.password()).isEqualTo("very secret");
    PostgresAddress socket = parsed("postgresql://app@/shop?host=%2Fvar%2Frun&port=5433");
    assertThat(socket.hosts()).containsExactly(new PostgresHost("/var/run", 5433));
    assertThat(socket.hosts().getFirst().isSocketFile()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://a:b@h/d",
        "postgresql://a:b@h/d",
        "postgresql+asyncpg://a:b@h/d",
        "jdbc:postgresql://h/d",
        "POSTGRES://a@h/d?pgbouncer=true&connection_limit=1&schema=shop"
      })
  void allFormsAreKnown(String address) {
    assertThat(PostgresAddress.is(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://a:b@h/d",
        "https://a.supabase.co",
        "postgres",
        "",
        "prisma+postgres://h/d"
      })
  void othersAreNone(String address) {
    assertThat(PostgresAddress.is(address)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://db.example.org/shop",
        "postgres://app@/shop",
        "postgres://app@a b/shop"
      })
  void withoutUserOrHostNobodyCanBeAsked(String address) {
    assertThat(PostgresAddress.parse(address)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "postgres://u@db.abc.supabase.co:5432/postgres, DIRECT",
    "postgres://u@db.abc.supabase.co:6543/postgres, TRANSACTION_POOLER",
    "postgres://u.abc@aws-0-eu.pooler.supabase.com:5432/postgres, SESSION_POOLER",
    "postgres://u.abc@aws-0-eu.pooler.supabase.com:6543/postgres, TRANSACTION_POOLER",
    "postgres://u@ep-one-pooler.eu.aws.neon.tech/d, TRANSACTION_POOLER",
    "postgres://u@ep-one.eu.aws.neon.tech/d, DIRECT",
    "postgres://u@db.example.org/d?pgbouncer=true, TRANSACTION_POOLER",
    "postgres://u@db.example.org:6543/d, DIRECT"
  })
  void anAddressTellsHowItIsConnectedTo(String address, Sessions sessions) {
    assertThat(parsed(address).sessions()).isEqualTo(sessions);
  }

  @ParameterizedTest
  @CsvSource({
    "'', prefer",
    "sslmode=require, require",
    "sslmode=VERIFY-FULL, verify-full",
    "sslmode=no-verify, require",
    "ssl=true, require",
    "ssl=false, prefer",
    "sslmode=nonsense, prefer",
    "sslmode=disable&ssl=true, disable"
  })
  void encryptionIsWhatTheAddressSays(String query, String mode) {
    assertThat(Login.sslMode(parsed("postgres://u@h/d?" + query).parameters())).isEqualTo(mode);
  }

  @Test
  void itsTextHoldsNeitherUserNorPassword() {
    assertThat(parsed("postgres://app:very-secret@db.example.org/shop?password=other"))
        .hasToString("PostgresAddress[db.example.org:5432]");
  }
}
