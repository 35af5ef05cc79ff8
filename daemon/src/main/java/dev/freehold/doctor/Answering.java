package dev.freehold.doctor;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether a daemon answers, found out in bounded time even when it hangs. */
public enum Answering {
  YES,
  /** Somebody listens, and says something else or nothing at all. */
  NO,
  NOBODY;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final byte[] REQUEST =
      "GET /v1/status HTTP/1.1\r\nHost: daemon.local\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final String GOOD = "HTTP/1.1 200";

  public static Answering at(Path socket) {
    return at(socket, PATIENCE);
  }

  static Answering at(Path socket, Duration patience) {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      var answer = new CompletableFuture<Answering>();
      Thread.startVirtualThread(() -> answer.complete(ask(channel)));
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException refused) {
      return NOBODY;
    } catch (TimeoutException silent) {
      return NO;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NO;
    }
  }

  private static Answering ask(SocketChannel channel) {
    try {
      var request = ByteBuffer.wrap(REQUEST);
      while (request.hasRemaining()) {
        channel.write(request);
      }
      byte[] start = Channels.newInputStream(channel).readNBytes(GOOD.length());
      return new String(start, StandardCharsets.US_ASCII).equals(GOOD) ? YES : NO;
    } catch (IOException dropped) {
      return NO;
    }
  }
}
