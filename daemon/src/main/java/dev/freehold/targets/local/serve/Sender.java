package dev.freehold.targets.local.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Puts an answer on the wire. Small files go out in one write with their headers. */
final class Sender {
  private static final int AT_ONCE = 64 * 1024;
  private static final int PIECE = 128 * 1024;

  private final ReverseProxy proxy;
  private final ByteBufferPool.Sized buffers;

  /**
   * @param pool of direct buffers: the disk's bytes reach the socket without passing the heap
   * @param proxy for what another host answers
   */
  Sender(ByteBufferPool pool, ReverseProxy proxy) {
    this.proxy = proxy;
    this.buffers = new ByteBufferPool.Sized(pool, true, PIECE);
  }

  void send(Answer answer, Request request, Response response, Callback callback)
      throws IOException {
    if (answer.body() instanceof Answer.Body.Elsewhere(Upstream upstream)) {
      answer.headers().forEach(response.getHeaders()::put);
      if (WebSockets.isWanted(request)) {
        WebSockets.pass(request, response, callback, upstream);
      } else {
        proxy.pass(request, response, callback, upstream);
      }
    } else {
      sendOurs(answer, response, callback);
    }
  }

  private void sendOurs(Answer answer, Response response, Callback callback) throws IOException {
    response.setStatus(answer.status());
    var headers = response.getHeaders();
    headers.put("X-Content-Type-Options", "nosniff");
    answer.headers().forEach(headers::put);
    boolean head = response.getRequest().getMethod().equals("HEAD");
    switch (answer.body()) {
      case Answer.Body.None() -> response.write(true, null, callback);
      case Answer.Body.Elsewhere _ -> throw new IllegalStateException("passed on before");
      case Answer.Body.Bytes(byte[] bytes) -> {
        headers.put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.write(true, head ? null : ByteBuffer.wrap(bytes), callback);
      }
      case Answer.Body.FilePart(Path file, long first, long length) -> {
        headers.put(HttpHeader.CONTENT_LENGTH, length);
        if (head || length == 0) {
          response.write(true, null, callback);
        } else if (length <= AT_ONCE) {
          response.write(true, read(file, first, (int) length), callback);
        } else {
          SeekableByteChannel channel = FileChannel.open(file, StandardOpenOption.READ);
          Content.copy(Content.Source.from(buffers, channel, first, length), response, callback);
        }
      }
    }
  }

  private static ByteBuffer read(Path file, long first, int length) throws IOException {
    var buffer = ByteBuffer.allocate(length);
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, first + buffer.position()) < 0) {
          throw new IOException("a blob is shorter than its manifest says: " + file);
        }
      }
    }
    return buffer.flip();
  }
}
