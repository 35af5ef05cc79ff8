package dev.freehold.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The extension's end of a host in this process. What the host says must fit its schema. */
final class Port implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final OutputStream toHost;
  private final BlockingQueue<JsonNode> said = new LinkedBlockingQueue<>();
  private final FutureTask<Integer> host;

  private Port(Daemon daemon) throws IOException {
    var in = new PipedInputStream(4 << 20);
    this.toHost = new PipedOutputStream(in);
    var writer = new FrameWriter(new Told(), () -> {});
    this.host = new FutureTask<>(() -> new Host(in, writer, daemon, "1.2.3").run());
    Thread.ofPlatform().daemon().start(host);
  }

  /** Before the hello. */
  static Port open(Path socket) throws IOException {
    return open(socket, new DaemonStart(socket, Optional.empty(), Duration.ofSeconds(1)));
  }

  static Port open(Path socket, DaemonStart start) throws IOException {
    return new Port(new Daemon(socket, start));
  }

  /** After the hello. */
  static Port greeted(Path socket) throws Exception {
    Port port = open(socket);
    port.hello();
    return port;
  }

  Port hello() throws Exception {
    send("{'hello':{'min':1,'max':1}}");
    assertThat(next().at("/hello/protocol").asInt()).isEqualTo(1);
    return this;
  }

  /** JSON in which ' stands for ". */
  Port send(String json) throws IOException {
    return frame(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  Port frame(byte[] frame) throws IOException {
    length(frame.length);
    return raw(frame);
  }

  Port length(int length) throws IOException {
    return raw(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(length).array());
  }

  Port raw(byte[] bytes) throws IOException {
    toHost.write(bytes);
    toHost.flush();
    return this;
  }

  JsonNode next() throws InterruptedException {
    JsonNode frame = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("the host says nothing");
    }
    assertThat(Schemas.faults("from-host", frame)).as("%s", frame).isEmpty();
    return frame;
  }

  /** The code of the error that must come next. */
  String nextCode() throws InterruptedException {
    JsonNode frame = next();
    assertThat(frame.has("error")).as("%s", frame).isTrue();
    return frame.at("/error/code").asText();
  }

  /** Closes the input and waits for the end. */
  int end() throws Exception {
    toHost.close();
    return host.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** The exit code of a host that ends by itself. */
  int exit() throws Exception {
    return host.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  boolean saidMore() {
    return !said.isEmpty();
  }

  @Override
  public void close() throws Exception {
    end();
  }

  /** Takes whole frames apart; each is written at once. */
  private final class Told extends OutputStream {
    @Override
    public void write(int b) {
      throw new AssertionError("a frame is written at once");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer frame = ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.nativeOrder());
      assertThat(frame.getInt()).isEqualTo(frame.remaining()).isLessThan(1 << 20);
      said.add(Schemas.MAPPER.readTree(bytes, frame.position(), frame.remaining()));
    }
  }
}
