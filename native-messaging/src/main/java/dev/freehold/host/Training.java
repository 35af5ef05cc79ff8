package dev.freehold.host;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * What a host usually does, done once so that the JVM can write down which classes that takes. The
 * launcher runs it when it makes the AOT cache, beside a daemon.
 */
public final class Training {
  private static final List<String> FRAMES =
      List.of(
          "{\"hello\":{\"min\":1,\"max\":1}}",
          "{\"id\":\"1\",\"subscribe\":{}}",
          "{\"id\":\"2\",\"method\":\"GET\",\"path\":\"/v1/status\"}",
          "{\"id\":\"3\",\"method\":\"POST\",\"path\":\"/v1/nothing\",\"body\":{\"a\":[1,true]}}",
          "{\"id\":\"4\",\"method\":\"PUT\",\"path\":\"/v1/nothing\",\"bytes\":\"AAAA\"}",
          "{\"id\":\"5\"}",
          "{\"id\":\"1\",\"unsubscribe\":true}");

  /** Each frame but the first subscription is answered once. */
  private static final int ANSWERS = FRAMES.size() - 1;

  private Training() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    var answered = new CountDownLatch(ANSWERS);
    var counting =
        new OutputStream() {
          @Override
          public void write(int b) {
            answered.countDown();
          }

          @Override
          public void write(byte[] frame, int offset, int length) {
            answered.countDown();
          }
        };
    try (var input = new PipedInputStream(1 << 16);
        var frames = new PipedOutputStream(input)) {
      for (String frame : FRAMES) {
        byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        frames.write(
            ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(bytes.length)
                .array());
        frames.write(bytes);
      }
      Thread.ofPlatform().daemon().start(() -> closeAfter(answered, frames));
      Main.run(ExtensionIds.origins(), System.getenv(), input, new FrameWriter(counting, () -> {}));
    }
  }

  private static void closeAfter(CountDownLatch answered, PipedOutputStream frames) {
    try {
      answered.await();
      frames.close();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
