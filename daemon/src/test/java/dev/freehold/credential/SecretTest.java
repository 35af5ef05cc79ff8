package dev.freehold.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTest {
  private final Secret secret = Secret.of("hunter2-é");

  @Test
  void printsNothingOfItsValue() {
    assertThat(secret.toString()).isEqualTo("Secret[hidden]");
    assertThat(List.of(secret).toString()).doesNotContain("hunter2");
    assertThat("token " + secret).doesNotContain("hunter2");
  }

  @Test
  void isNeverWrittenAsJson() {
    assertThatThrownBy(() -> Json.write(Map.of("token", secret)))
        .isInstanceOf(IllegalStateException.class)
        .message()
        .doesNotContain("hunter2");
  }

  @Test
  void equalsAnotherOfTheSameValue() {
    assertThat(secret).isEqualTo(Secret.of("hunter2-é")).hasSameHashCodeAs(Secret.of("hunter2-é"));
    assertThat(secret).isNotEqualTo(Secret.of("hunter3-é")).isNotEqualTo("hunter2-é");
  }

  @Test
  void revealsItsValueToThoseWhoMay() {
    assertThat(secret.reveal()).isEqualTo("hunter2-é");
  }
}
