package dev.freehold.git.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.UserError;
import dev.freehold.credential.Secret;
import java.time.Duration;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceLoginTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Time time = new Time();
  private final FakeGitHub fake = new FakeGitHub(time);
  private final DeviceLogin login = login(FakeDevices.CLIENT);

  private DeviceLogin login(String client) {
    return new DeviceLogin(fake.where(), ClientId.parse(client), time.timing(PATIENCE));
  }

  @AfterEach
  void close() {
    login.close();
    fake.close();
  }

  private static void assertFails(ThrowingCallable what, String code) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            FreeholdException.class, error -> assertThat(error.code()).isEqualTo(code));
  }

  private Account account(Secret token) {
    try (var github = new GitHub(fake.where(), () -> token, time.timing(PATIENCE))) {
      return github.account();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Iv1.012",
        "gho_0123456789abcdef0123456789abcdef0123",
        "0123456789abcdef0123456789abcdef01234567",
        "Iv1.0123456789abcde&"
      })
  void whatIsNoClientIdIsRefusedAndNotRepeated(String text) {
    assertThatThrownBy(() -> ClientId.parse(text))
        .isInstanceOfSatisfying(
            UserError.class,
            error -> {
              assertThat(error.code()).isEqualTo("github.client-id-invalid");
              assertThat(error.getMessage() + error.remedy())
                  .satisfies(said -> assertThat(text.isEmpty() || !said.contains(text)).isTrue());
            });
  }

  @Test
  void whoConfirmsGetsATokenThatWorks() {
    DeviceCode code = login.begin(false);
    assertThat(code.userCode()).isEqualTo("WDJB-MJH1");
    assertThat(code.page()).isEqualTo(fake.address().resolve("/login/device"));
    assertThat(code.toString()).doesNotContain("3584d835");
    time.after(Duration.ofSeconds(12), () -> fake.devices().confirm("WDJB-MJH1", "ada"));
    Account account = account(login.await(code));
    assertThat(account.login()).isEqualTo("ada");
    assertThat(account.scopes()).isEqualTo(Set.of("repo"));
    assertThat(time.sleeps()).hasSize(3).containsOnly(Duration.ofSeconds(5));
    assertThat(fake.devices().tooEarly()).isZero();
  }

  @Test
  void theScopeForWorkflowsIsAskedForOnlyWhenItIsNeeded() {
    DeviceCode code = login.begin(true);
    fake.devices().confirm(code.userCode(), "ada");
    assertThat(account(login.await(code)).scopes()).isEqualTo(Set.of("repo", "workflow"));
  }

  @Test
  void itSlowsDownWhenItIsTold() {
    DeviceCode code = login.begin(false);
    fake.devices().slowDown(2);
    time.after(Duration.ofSeconds(50), () -> fake.devices().confirm(code.userCode(), "ada"));
    assertThat(account(login.await(code)).login()).isEqualTo("ada");
    assertThat(time.sleeps())
        .startsWith(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15));
    assertThat(fake.devices().tooEarly()).isZero();
  }

  @Test
  void anAnswerThatIsLostIsNoEnd() {
    DeviceCode code = login.begin(false);
    fake.next("POST /login/oauth/access_token", Mishap.RESET);
    fake.next("POST /login/oauth/access_token", Mishap.FAILING);
    fake.next("POST /login/oauth/access_token", Mishap.WRONG_TYPE);
    time.after(Duration.ofSeconds(60), () -> fake.devices().confirm(code.userCode(), "ada"));
    assertThat(account(login.await(code)).login()).isEqualTo("ada");
    assertThat(fake.devices().tooEarly()).isZero();
  }

  @Test
  void theBeginningIsTriedAgain() {
    fake.next("POST /login/device/code", Mishap.RESET_AFTER_APPLYING);
    fake.next("POST /login/device/code", Mishap.BAD_GATEWAY);
    assertThat(login.begin(false).userCode()).isEqualTo("WDJB-MJH2");
  }

  @Test
  void nobodyConfirmsInTime() {
    DeviceCode code = login.begin(false);
    assertFails(() -> login.await(code), "github.login-expired");
    assertThat(time.instant()).isBeforeOrEqualTo(code.expires());
  }

  @Test
  void gitHubSaysThatItExpired() {
    DeviceCode code = login.begin(false);
    time.sleep(Duration.ofMinutes(20));
    var later =
        new DeviceCode(
            code.userCode(),
            code.page(),
            code.code(),
            time.instant().plusSeconds(60),
            code.interval());
    assertFails(() -> login.await(later), "github.login-expired");
  }

  @Test
  void theLoginIsCancelled() {
    DeviceCode code = login.begin(false);
    fake.devices().deny(code.userCode());
    assertFails(() -> login.await(code), "github.login-denied");
  }

  @Test
  void aLoginThatWasUsedIsUnknown() {
    DeviceCode code = login.begin(false);
    fake.devices().confirm(code.userCode(), "ada");
    assertThat(login.await(code)).isNotNull();
    assertFails(() -> login.await(code), "github.login-unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "device_flow_disabled, github.login-unavailable",
    "incorrect_client_credentials, github.login-unavailable",
    "incorrect_device_code, github.login-unknown",
    "of_tomorrow, github.login-unavailable"
  })
  void otherAnswersEndIt(String answer, String code) {
    DeviceCode device = login.begin(false);
    fake.devices().answerWith(answer);
    assertFails(() -> login.await(device), code);
  }

  @Test
  void aClientThatIsUnknownOrHasItNotEnabledIsSaid() {
    try (DeviceLogin other = login("Iv1.other")) {
      assertFails(() -> other.begin(false), "github.login-unavailable");
    }
    fake.devices().disable();
    assertFails(() -> login.begin(false), "github.login-unavailable");
  }

  @Test
  void aServerThatIsGoneToTheEndIsSaid() {
    DeviceCode code = login.begin(false);
    fake.close();
    assertFails(() -> login.await(code), "github.unreachable");
    assertThat(time.instant()).isAfter(code.expires().minusSeconds(200));
  }
}
