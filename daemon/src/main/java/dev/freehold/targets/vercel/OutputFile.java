package dev.freehold.targets.vercel;

import dev.freehold.base.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A file of a deployment.
 *
 * @param path within the deployment
 * @param id of its bytes
 * @param size in bytes
 * @param immutable whether its name says its content
 */
record OutputFile(String path, Sha256 id, long size, boolean immutable, Bytes bytes) {
  /** Can be opened again and again. */
  interface Bytes {
    InputStream open() throws IOException;
  }

  static OutputFile text(String path, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new OutputFile(
        path, Sha256.of(bytes), bytes.length, false, () -> new ByteArrayInputStream(bytes));
  }
}
