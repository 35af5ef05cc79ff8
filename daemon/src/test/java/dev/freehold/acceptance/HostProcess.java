package dev.freehold.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.host.ExtensionIds;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A native host as a browser starts it, seen from the browser's end of its pipes. */
final class HostProcess implements AutoCloseable {
  static final String ORIGIN = ExtensionIds.origins().getFirst();

  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final OutputStream toHost;
  private final BlockingQueue<JsonNode> said = new LinkedBlockingQueue<>();
  private final Thread listening;

  private HostProcess(Process process) {
    this.process = process;
    this.toHost = process.getOutputStream();
    this.listening = Thread.ofPlatform().daemon().start(this::listen);
  }

  static HostProcess start(Launcher freehold, String origin) throws IOException {
    String launcher = Launcher.sources().resolve("daemon/bin/freehold").toString();
    return start(freehold, List.of(launcher, "native-host", origin));
  }

  static HostProcess start(Launcher freehold, List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("FREEHOLD_HOME", freehold.home().root().toString());
    return new HostProcess(builder.start());
  }

  /** A host of our extension, after the hello. */
  static HostProcess greeted(Launcher freehold) throws Exception {
    HostProcess host = start(freehold, ORIGIN);
    host.send("{'hello':{'min':1,'max':1}}");
    JsonNode answer = host.next();
    assertThat(answer.at("/hello/protocol").asInt()).as("%s", answer).isEqualTo(1);
    return host;
  }

  /** JSON in which ' stands for ". */
  void send(String json) throws IOException {
    frame(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  void frame(byte[] bytes) throws IOException {
    frame(bytes.length, bytes);
  }

  /**
   * @param length what is said, which need not be true
   */
  void frame(int length, byte[] bytes) throws IOException {
    toHost.write(
        ByteBuffer.allocate(Integer.BYTES + bytes.length)
            .order(ByteOrder.nativeOrder())
            .putInt(length)
            .put(bytes)
            .array());
    toHost.flush();
  }

  JsonNode next() throws InterruptedException {
    JsonNode frame = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("the host says nothing");
    }
    return frame;
  }

  JsonNode get(String id, String path) throws Exception {
    send("{'id':'" + id + "','method':'GET','path':'" + path + "'}");
    return next();
  }

  /** What else it says until it closes its output, which may be read only after it has ended. */
  List<JsonNode> saidMore() throws InterruptedException {
    assertThat(listening.join(Duration.ofSeconds(PATIENCE_SECONDS))).isTrue();
    var more = new ArrayList<JsonNode>();
    said.drainTo(more);
    return more;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Closes the input and waits for the end. */
  int end() throws Exception {
    try {
      toHost.close();
    } catch (IOException gone) {
      // it did not wait for that
    }
    return exit();
  }

  int exit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** Standard output holds frames and nothing else, or the test ends here. */
  private void listen() {
    try (var in = new DataInputStream(process.getInputStream())) {
      while (true) {
        int length =
            ByteBuffer.allocate(Integer.BYTES)
                .putInt(in.readInt())
                .order(ByteOrder.nativeOrder())
                .getInt(0);
        byte[] frame = in.readNBytes(length);
        said.add(Json.mapper().readTree(frame));
      }
    } catch (EOFException end) {
      // closed between two frames
    } catch (IOException e) {
      said.add(Json.mapper().createObjectNode().put("broken", String.valueOf(e.getMessage())));
    }
  }

  @Override
  public void close() throws Exception {
    end();
  }
}
