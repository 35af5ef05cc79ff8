package dev.freehold.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Frames as browsers send them: a length of 32 bits in the machine's byte order, then JSON. */
final class FrameReader {
  static final int LONGEST = 1 << 20;

  /** A length beyond this is no length: nobody sends it, so the bytes have lost their order. */
  private static final int BELIEVABLE = 64 << 20;

  private final InputStream in;

  FrameReader(InputStream in) {
    this.in = in;
  }

  Incoming next() throws IOException {
    byte[] head = in.readNBytes(Integer.BYTES);
    if (head.length == 0) {
      return new Incoming.End();
    }
    if (head.length < Integer.BYTES) {
      return truncated();
    }
    int length = ByteBuffer.wrap(head).order(ByteOrder.nativeOrder()).getInt();
    if (length < 0 || length > BELIEVABLE) {
      return absurd(length);
    }
    return length > LONGEST ? skip(length) : read(length);
  }

  private Incoming read(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    return bytes.length < length ? truncated() : new Incoming.Frame(bytes);
  }

  private Incoming skip(int length) throws IOException {
    try {
      in.skipNBytes(length);
    } catch (java.io.EOFException e) {
      return truncated();
    }
    return new Incoming.Skipped(
        new Trouble(
            "host.frame-too-large",
            "A frame of %,d bytes was not read: a frame has at most %,d."
                .formatted(length, LONGEST),
            "Send less at once; files go in chunks of 512 KiB."));
  }

  private static Incoming truncated() {
    return new Incoming.Broken(
        new Trouble(
            "host.frame-truncated",
            "The input ended in the middle of a frame.",
            "Connect again and send whole frames."));
  }

  private static Incoming absurd(int length) {
    return new Incoming.Broken(
        new Trouble(
            "host.frame-length",
            "%,d can't be the length of a frame, so nothing after it can be read."
                .formatted(Integer.toUnsignedLong(length)),
            "Connect again; send each frame with its length before it, as 32 bits in the machine's"
                + " byte order."));
  }
}
