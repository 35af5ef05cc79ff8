package dev.freehold.release;

import dev.freehold.file.FileTree;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.TreeMap;

/** A build's output that a test writes down. */
public final class OutputTree implements FileTree {
  private final TreeMap<String, byte[]> files = new TreeMap<>();

  public OutputTree with(String path, byte[] bytes) {
    files.put(path, bytes);
    return this;
  }

  public OutputTree with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<Entry> entries() {
    return files.entrySet().stream()
        .map(file -> new Entry(file.getKey(), file.getValue().length, false))
        .toList();
  }

  @Override
  public InputStream open(String path) throws NoSuchFileException {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new NoSuchFileException(path);
    }
    return new ByteArrayInputStream(bytes);
  }
}
