package dev.freehold.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"example.com", "api.example.com", "a-b.c1.example.dev", "xn--bcher-kva.example"})
  void isWhatAnybodyCanReach(String host) {
    assertThat(PublicName.is(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "api.localhost",
        "backend",
        "nas.local",
        "db.corp.internal",
        "fritz.home",
        "a.home.arpa",
        "1.0.0.127.in-addr.arpa",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "10.0.0.0x1",
        "[::1]",
        "::1",
        "example.com.",
        ".example.com",
        "a..example.com",
        "-a.example.com",
        "a-.example.com",
        "API.example.com",
        "you@example.com",
        "example.com:8443",
        "example.com/x",
        "bücher.example",
      })
  void isNoAddressAndNoNameOfAHomeOrAnOffice(String host) {
    assertThat(PublicName.is(host)).isFalse();
  }
}
