package dev.freehold.history.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseComparerTest {
  private final Comparer comparer = new DatabaseComparer();
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

  @Test
  void aDatabaseOfItsOwnIsHarmlessAndWhatIsInItIsNotCompared() {
    staging.with("DATABASE_URL", "postgres://u:p@one.example.org/shop");
    production.with("DATABASE_URL", "postgres://u:p@two.example.org/shop");
    Report report = Sample.compare(comparer, staging, production);
    assertThat(report.differences())
        .extracting(Difference::severity)
        .containsExactly(Severity.HARMLESS);
    assertThat(report.unknown())
        .containsExactly(
            new Unknown(
                "database",
                "DATABASE_URL",
                "Version, extensions, tables and rows of a database are not compared."));
    assertThat(report.same()).isEmpty();
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
