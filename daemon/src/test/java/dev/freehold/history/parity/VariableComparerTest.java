package dev.freehold.history.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VariableComparerTest {
  private final Comparer comparer = new VariableComparer();
  private final Sample staging = Sample.staging();
  private final Sample production = Sample.production();

  private Difference only() {
    return Sample.only(comparer, staging, production);
  }

  @Test
  void whatStagingLacksLiesAndIsSetWithoutBeingSeen() {
    production.with("STRIPE_SECRET_KEY", "sk_live_1");
    assertThat(only())
        .isEqualTo(
            new Difference(
                "variable",
                "STRIPE_SECRET_KEY",
                "has none",
                "has a value",
                Severity.LIES,
                "The app runs there without what production has.",
                "freehold var set STRIPE_SECRET_KEY - --env staging --app shop",
                false));
  }

  @Test
  void whatOnlyStagingHasLiesAndIsSetInProduction() {
    staging.with("VITE_FEATURE", "on");
    Difference found = only();
    assertThat(found.severity()).isEqualTo(Severity.LIES);
    assertThat(found.action())
        .startsWith("freehold var set VITE_FEATURE=... --env production --app shop")
        .endsWith("freehold var unset VITE_FEATURE --env staging --app shop");
  }

  @Test
  void anEmptyValueIsNone() {
    staging.with("MODE", " ");
    production.with("MODE", "full");
    assertThat(only().from()).isEqualTo("has none");
  }

  @Test
  void aSecretThatBothHaveMayLie() {
    staging.with("SMTP_PASSWORD", "hunter2hunter2");
    production.with("SMTP_PASSWORD", "hunter2hunter2");
    Difference found = only();
    assertThat(found.severity()).isEqualTo(Severity.MAY_LIE);
    assertThat(found.from()).isEqualTo("the same value");
    assertThat(found.action())
        .isEqualTo("freehold var set SMTP_PASSWORD - --env staging --app shop");
  }

  @Test
  void aSecretOfItsOwnIsHarmlessAndNotEvenItsDigestIsSaid() {
    staging.with("SMTP_PASSWORD", "one");
    production.with("SMTP_PASSWORD", "two");
    Difference found = only();
    assertThat(found.severity()).isEqualTo(Severity.HARMLESS);
    assertThat(found.from()).isEqualTo("a value");
    assertThat(found.to()).isEqualTo("another value");
  }

  @Test
  void publicValuesThatDifferAreToldApartByTheirDigests() {
    staging.with("VITE_API", "https://api.staging.example.org");
    production.with("VITE_API", "https://api.example.org");
    Difference found = only();
    assertThat(found.severity()).isEqualTo(Severity.MAY_LIE);
    assertThat(found.from()).matches("value [0-9a-f]{8}").isNotEqualTo(found.to());
    assertThat(found.toString()).doesNotContain("api.staging", "api.example");
  }

  @Test
  void whatIsNoSecretAndTheSameIsCounted() {
    staging.with("NODE_ENV", "production").with("VITE_TITLE", "Shop");
    production.with("NODE_ENV", "production").with("VITE_TITLE", "Shop");
    Report report = Sample.compare(comparer, staging, production);
    assertThat(report.differences()).isEmpty();
    assertThat(report.same()).containsExactly("2 variables have the same value.");
  }

  @Test
  void databasesAreNotItsMatter() {
    staging.with("DATABASE_URL", "postgres://u:p@one.example.org/shop");
    production.with("DATABASE_URL", "postgres://u:p@two.example.org/shop");
    assertThat(Sample.compare(comparer, staging, production).differences()).isEmpty();
  }
}
