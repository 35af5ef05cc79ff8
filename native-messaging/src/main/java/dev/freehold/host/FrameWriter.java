package dev.freehold.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Writes whole frames, one at a time. */
final class FrameWriter {
  /** A browser closes the port at 1 MiB. */
  static final int LONGEST = (1 << 20) - 1;

  private final OutputStream out;
  private final Runnable gone;
  private final ReentrantLock writing = new ReentrantLock();

  /**
   * @param gone what to do when nobody reads any more
   */
  FrameWriter(OutputStream out, Runnable gone) {
    this.out = out;
    this.gone = gone;
  }

  void write(byte[] frame) {
    writeWhile(() -> true, frame);
  }

  /**
   * @param wanted asked when it is this frame's turn
   */
  void writeWhile(BooleanSupplier wanted, byte[] frame) {
    if (frame.length > LONGEST) {
      throw new IllegalArgumentException("a frame of " + frame.length + " bytes");
    }
    byte[] whole =
        ByteBuffer.allocate(Integer.BYTES + frame.length)
            .order(ByteOrder.nativeOrder())
            .putInt(frame.length)
            .put(frame)
            .array();
    writing.lock();
    try {
      if (wanted.getAsBoolean()) {
        out.write(whole);
        out.flush();
      }
    } catch (IOException e) {
      gone.run();
    } finally {
      writing.unlock();
    }
  }
}
