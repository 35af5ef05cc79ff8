package dev.freehold.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "My App!.zip | my-app",
        "guestbook | guestbook",
        "Guest_Book v2.tar.gz | guest-book-v2",
        "shop.tar.zst | shop",
        "repo.git | repo",
        "Café Übersicht.tgz | cafe-ubersicht",
        "--a--b-- | a-b",
        "日本.zip | app",
        "'' | app",
        "www.zip | www-app",
        "a-name-that-goes-on-for-exactly-forty-xx-and-more |"
            + " a-name-that-goes-on-for-exactly-forty-xx",
        "a-name-that-goes-on-for-exactly-forty-x-and-more |"
            + " a-name-that-goes-on-for-exactly-forty-x",
      })
  void areMadeFromNames(String name, String slug) {
    assertThat(Slugs.from(name)).isEqualTo(slug);
    assertThatCode(() -> Slugs.check(slug)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "0", "my-app", "a1-b2-c3", "a234567890123456789012345678901234567890"})
  void mayBe(String slug) {
    assertThatCode(() -> Slugs.check(slug)).doesNotThrowAnyException();
    assertThatCode(() -> Slugs.checkEnvironment(slug)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-a",
        "a-",
        "a--b",
        "xn--a",
        "My-App",
        "my app",
        "my_app",
        "a.b",
        "../a",
        "a/b",
        "a\u0000",
        "a\n",
        "é",
        "a2345678901234567890123456789012345678901"
      })
  void mayNotBe(String slug) {
    assertRefused("app.slug-invalid", () -> Slugs.check(slug));
    assertRefused("environment.name-invalid", () -> Slugs.checkEnvironment(slug));
  }

  @ParameterizedTest
  @ValueSource(strings = {"www", "localhost", "api", "freehold"})
  void mayNotBeAHostNameWithAnotherMeaning(String slug) {
    assertRefused("app.slug-invalid", () -> Slugs.check(slug));
  }

  @Test
  void areSuggestedWhenTheNameIsWrong() {
    assertThatThrownBy(() -> Slugs.check("My App"))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.remedy()).contains("for example my-app"));
    assertThatThrownBy(() -> Slugs.checkEnvironment("Staging 2"))
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.remedy()).contains("for example staging-2"));
  }

  private static void assertRefused(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable check) {
    assertThatThrownBy(check)
        .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
