package dev.freehold.release;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The content codings that files are stored in besides their own bytes. */
enum Compression {
  BR("br") {
    @Override
    boolean available() {
      return Brotli4jLoader.isAvailable();
    }

    @Override
    byte[] compress(byte[] bytes) throws IOException {
      int quality = bytes.length <= BEST_UP_TO ? 11 : 9;
      return Encoder.compress(bytes, new Encoder.Parameters().setQuality(quality));
    }
  },
  GZIP("gzip") {
    @Override
    byte[] compress(byte[] bytes) throws IOException {
      var out = new ByteArrayOutputStream(bytes.length / 2);
      try (var gzip = new BestGzip(out)) {
        gzip.write(bytes);
      }
      return out.toByteArray();
    }
  };

  /** Brotli's best quality handles about half a megabyte in a second; beyond that, one less. */
  private static final int BEST_UP_TO = 512 * 1024;

  /** Below this the headers weigh as much as what is saved. */
  private static final long SMALLEST = 1024;

  private static final Set<String> EXTENSIONS =
      Set.of(
          "html",
          "htm",
          "xhtml",
          "css",
          "js",
          "mjs",
          "cjs",
          "json",
          "webmanifest",
          "map",
          "svg",
          "xml",
          "rss",
          "atom",
          "txt",
          "md",
          "csv",
          "wasm",
          "ico",
          "ttf",
          "otf",
          "eot",
          "glb",
          "gltf",
          "ics",
          "vtt",
          "yaml",
          "yml");

  private final String coding;

  Compression(String coding) {
    this.coding = coding;
  }

  /** As in the header Content-Encoding. */
  String coding() {
    return coding;
  }

  /** Brotli is native code that is not there for every machine; gzip always is. */
  boolean available() {
    return true;
  }

  abstract byte[] compress(byte[] bytes) throws IOException;

  static boolean worthwhile(String path, long size) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return size > SMALLEST && EXTENSIONS.contains(extension);
  }

  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
