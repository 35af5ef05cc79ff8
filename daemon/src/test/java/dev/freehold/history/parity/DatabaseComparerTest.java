package dev.freehold.history.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.databases.RecordingDatabases;
import org.junit.jupiter.api.Test;

class DatabaseComparerTest {
  private final Comparer comparer =
      new DatabaseComparer(new DatabasePairs(new RecordingDatabases()));
  private final Sample staging = Sample.staging();
  private final Sample production = Sample.production();

  @Test
  void oneDatabaseForBothLiesWhateverItsVariableIsCalled() {
    staging.with("POSTGRES_URL", "postgres://tester:other@db.example.org:5432/shop?ssl=true");
    production.with("DATABASE_URL", "postgresql://app:secret@DB.example.org/shop");
    Difference found = Sample.only(comparer, staging, production);
    assertThat(found.severity()).isEqualTo(Severity.LIES);
    assertThat(found.what()).isEqualTo("POSTGRES_URL");
    assertThat(found.action())
        .isEqualTo("freehold var set POSTGRES_URL - --env staging --app shop");
    assertThat(found.toString()).doesNotContain("secret", "other", "db.example.org", "tester");
  }

  private Report ofTheirOwn(String variable, String mine, String theirs) {
    staging.with(variable, mine);
    production.with(variable, theirs);
    return Sample.compare(comparer, staging, production);
  }

  @Test
  void aDatabaseOfItsOwnIsHarmless() {
    Report report =
        ofTheirOwn(
            "DATABASE_URL",
            "postgres://u:p@one.example.org/shop",
            "postgres://u:p@two.example.org/shop");
    assertThat(report.differences())
        .extracting(Difference::severity)
        .containsExactly(Severity.HARMLESS);
    assertThat(report.unknown()).as("what is in it is another's to say").isEmpty();
    assertThat(report.same()).isEmpty();
  }

  @Test
  void whatIsInADatabaseThatCantBeLookedAtIsUnknown() {
    assertThat(
            ofTheirOwn(
                    "DATABASE_URL",
                    "mysql://u:p@one.example.org/shop",
                    "mysql://u:p@two.example.org/shop")
                .unknown())
        .containsExactly(
            new Unknown(
                "database",
                "DATABASE_URL",
                "What is in a database is compared where both environments have an address of it"
                    + " that begins with postgres:// or postgresql://."));
  }

  @Test
  void keysAndOtherAddressesOfADatabaseThatIsLookedAtSayNothingOfTheirOwn() {
    staging
        .with("SUPABASE_DB_URL", "postgres://u:p@db.abcdefgh.supabase.co/postgres")
        .with("VITE_SUPABASE_URL", "https://abcdefgh.supabase.co")
        .with("REDIS_URL", "redis://one.example.org");
    production
        .with("SUPABASE_DB_URL", "postgres://u:p@db.ijklmnop.supabase.co/postgres")
        .with("VITE_SUPABASE_URL", "https://ijklmnop.supabase.co")
        .with("VITE_SUPABASE_PUBLISHABLE_KEY", "sb_publishable_of_production")
        .with("REDIS_URL", "redis://two.example.org");
    assertThat(Sample.compare(comparer, staging, production).unknown())
        .extracting(Unknown::what)
        .containsExactly("REDIS_URL");
  }

  @Test
  void anAddressOnItsOwnMachineIsAnotherDatabaseOnAnotherTarget() {
    staging.with("DATABASE_URL", "postgres://u:p@localhost:5432/shop");
    production.with("DATABASE_URL", "postgres://u:p@localhost/shop");
    assertThat(Sample.only(comparer, staging, production).severity()).isEqualTo(Severity.LIES);
    staging.target = "other-box";
    assertThat(Sample.only(comparer, staging, production).severity()).isEqualTo(Severity.HARMLESS);
  }

  @Test
  void anAppWithoutOneSaysNothing() {
    staging.with("VITE_TITLE", "Shop");
    Report report = Sample.compare(comparer, staging, production);
    assertThat(report.differences()).isEmpty();
    assertThat(report.unknown()).isEmpty();
  }
}
