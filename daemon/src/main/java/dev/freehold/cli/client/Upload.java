package dev.freehold.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * What is written here arrives in the daemon's export, in chunks of 512 KiB with their SHA-256.
 * After a dropped connection the daemon is asked what arrived; at most one chunk is sent again.
 */
public final class Upload extends OutputStream {
  public static final int CHUNK = 512 << 10;
  private static final int ATTEMPTS = 5;

  private final ApiClient api;
  private final String export;
  private final LongConsumer progress;
  private final byte[] chunk = new byte[CHUNK];
  private int filled;
  private long sent;

  /**
   * @param progress told how many bytes have arrived in all
   */
  public Upload(ApiClient api, String export, LongConsumer progress) {
    this.api = api;
    this.export = export;
    this.progress = progress;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    int from = offset;
    for (int left = length; left > 0; ) {
      int n = Math.min(left, CHUNK - filled);
      System.arraycopy(bytes, from, chunk, filled, n);
      filled += n;
      from += n;
      left -= n;
      if (filled == CHUNK) {
        send();
      }
    }
  }

  /** Sends the rest; a stream that is only flushed keeps whole chunks. */
  @Override
  public void close() {
    if (filled > 0) {
      send();
    }
  }

  private void send() {
    byte[] bytes = Arrays.copyOf(chunk, filled);
    String target =
        "/v1/exports/%s/chunks?offset=%d&sha256=%s".formatted(export, sent, Sha256.of(bytes));
    for (int attempt = 1; !arrives(target, bytes); attempt++) {
      if (attempt == ATTEMPTS) {
        throw ApiClient.lost(new IOException("the upload got stuck at byte " + sent));
      }
    }
    sent += filled;
    filled = 0;
    progress.accept(sent);
  }

  private boolean arrives(String target, byte[] bytes) {
    try {
      api.putOctets(target, bytes);
      return true;
    } catch (IOException dropped) {
      api.revive();
      JsonNode state = api.get("/v1/exports/" + export);
      long received = state.path("received").asLong();
      if (received == sent + bytes.length) {
        return true;
      }
      if (received != sent) {
        throw new MachineError(
            "upload.out-of-step",
            "The daemon has " + received + " bytes of the upload where " + sent + " were expected.",
            "Start the deployment again; nothing was changed.",
            dropped);
      }
      return false;
    }
  }
}
