package dev.freehold.git.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.freehold.base.FreeholdException;
import dev.freehold.credential.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerTest {
  @ParameterizedTest
  @CsvSource({
    "https://api.github.com, https://github.com",
    "https://api.github.com/, https://github.com",
    "https://git.example.org/api/v3/, https://git.example.org",
    "https://git.example.org:8443/api/v3, https://git.example.org:8443",
    "https://api.guild.ghe.com, https://guild.ghe.com",
    "http://127.0.0.1:8080, http://127.0.0.1:8080"
  })
  void theSiteIsKnownFromTheApi(String api, String web) {
    assertThat(Server.at(URI.create(api)).web()).hasToString(web);
  }

  @Test
  void theUsualOneIsThatOfEverybody() {
    assertThat(Server.at(URI.create("https://api.github.com"))).isEqualTo(Server.PUBLIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.github.com",
        "http://127.0.0.1.example.org",
        "https://ada:hidden@git.example.org/api/v3",
        "https://git.example.org/api/v3?a=b",
        "ftp://git.example.org",
        "git.example.org",
        "file:///tmp"
      })
  void aTokenIsSentNowhereElse(String address) {
    assertThatThrownBy(() -> Server.at(URI.create(address)))
        .isInstanceOfSatisfying(
            FreeholdException.class,
            refusal -> assertThat(refusal.code()).isEqualTo("github.address-invalid"));
  }

  /** The token would go with it. */
  @Test
  void itIsNotSentToAnotherServer() throws Exception {
    var asked = new AtomicInteger();
    HttpServer other = server();
    other.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    HttpServer first = server();
    first.createContext(
        "/",
        exchange -> {
          exchange
              .getResponseHeaders()
              .set("Location", "http://127.0.0.1:" + other.getAddress().getPort() + "/user");
          exchange.sendResponseHeaders(301, -1);
          exchange.close();
        });
    URI api = URI.create("http://127.0.0.1:" + first.getAddress().getPort());
    try (var github =
        new GitHub(
            Server.at(api),
            () -> Secret.of("ghp_ada"),
            new Time().timing(Duration.ofSeconds(20)))) {
      assertThatThrownBy(github::account).hasMessageContaining("sends to another server");
      assertThat(asked).hasValue(0);
    } finally {
      first.stop(0);
      other.stop(0);
    }
  }

  private static HttpServer server() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    return server;
  }
}
