package dev.freehold.file;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A file tree that a test writes down. */
public final class MemoryTree implements FileTree {
  private final TreeMap<String, byte[]> files;

  public MemoryTree(Map<String, byte[]> files) {
    this.files = new TreeMap<>(files);
  }

  /** Path, text, path, text, … */
  public static MemoryTree of(String... pathsAndTexts) {
    var files = new TreeMap<String, byte[]>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.put(pathsAndTexts[i], pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
    }
    return new MemoryTree(files);
  }

  /** The same tree with one more file, or another text in it. */
  public MemoryTree with(String path, String text) {
    var more = new TreeMap<>(files);
    more.put(path, text.getBytes(StandardCharsets.UTF_8));
    return new MemoryTree(more);
  }

  public MemoryTree without(String path) {
    var fewer = new TreeMap<>(files);
    fewer.remove(path);
    return new MemoryTree(fewer);
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
