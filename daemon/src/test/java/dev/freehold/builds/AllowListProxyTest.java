package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListProxyTest {
  @TempDir Path folder;

  private ServerSocket host;
  private AllowListProxy proxy;

  @BeforeEach
  void open() throws IOException {
    host = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::greet);
    proxy =
        AllowListProxy.on(
            folder.resolve("s"),
            Set.of("api.example.com"),
            (name, port) ->
                new InetSocketAddress(InetAddress.getLoopbackAddress(), host.getLocalPort()));
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    host.close();
  }

  private void greet() {
    while (!host.isClosed()) {
      try (var client = host.accept()) {
        client.getOutputStream().write("hello from the host".getBytes(StandardCharsets.UTF_8));
      } catch (IOException _) {
        return;
      }
    }
  }

  private String answer(String request) throws IOException {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(folder.resolve("s")));
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
      var all = new StringBuilder();
      var buffer = ByteBuffer.allocate(4096);
      while (channel.read(buffer) >= 0 && !all.toString().contains("host")) {
        all.append(StandardCharsets.UTF_8.decode(buffer.flip()));
        buffer.clear();
        if (all.indexOf("403") > 0 || all.indexOf("502") > 0 || all.indexOf("500") > 0) {
          break;
        }
      }
      return all.toString();
    }
  }

  private static String connect(String authority) {
    return "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
  }

  @ParameterizedTest
  @ValueSource(strings = {"api.example.com:443", "API.example.com:443", "fonts.gstatic.com:443"})
  void aNamedHostIsReached(String authority) throws IOException {
    assertThat(answer(connect(authority))).startsWith("HTTP/1.1 200").contains("hello from");
    assertThat(proxy.reached()).hasSize(1);
    assertThat(proxy.refused()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example.com:443",
        "api.example.com.evil.com:443",
        "api.example.com:22",
        "127.0.0.1:443",
        "localhost:443"
      })
  void othersAreRefusedAndRemembered(String authority) throws IOException {
    assertThat(answer(connect(authority))).startsWith("HTTP/1.1 403");
    assertThat(proxy.refused()).containsExactly(authority.replaceAll(":.*", ""));
    assertThat(proxy.reached()).isEmpty();
  }

  @Test
  void whatIsNotEncryptedIsNotLetThrough() throws IOException {
    assertThat(answer("GET http://api.example.com/x HTTP/1.1\r\nHost: api.example.com\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(proxy.refused()).containsExactly("api.example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254"})
  void aNameThatLeadsIntoTheUsersNetworkIsNotFollowed(String name) {
    assertThatThrownBy(() -> AllowListProxy.publicAddress(name, 443))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(name);
  }
}
