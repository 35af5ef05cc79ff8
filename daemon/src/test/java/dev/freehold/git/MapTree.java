package dev.freehold.git;

import dev.freehold.file.FileTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Files in memory. */
public class MapTree implements FileTree {
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Set<String> executable = new HashSet<>();

  /** Paths and texts in turn. */
  public static MapTree of(String... pathsAndTexts) {
    var tree = new MapTree();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      tree.with(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    return tree;
  }

  public static MapTree of(Map<String, String> texts) {
    var tree = new MapTree();
    texts.forEach(tree::with);
    return tree;
  }

  public MapTree with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public MapTree with(String path, byte[] bytes) {
    files.put(path, bytes);
    return this;
  }

  public MapTree executable(String path) {
    executable.add(path);
    return this;
  }

  @Override
  public List<Entry> entries() {
    return files.entrySet().stream()
        .map(e -> new Entry(e.getKey(), e.getValue().length, executable.contains(e.getKey())))
        .toList();
  }

  @Override
  public InputStream open(String path) throws IOException {
    byte[] bytes = files.get(path);
    if (bytes == null) {
      throw new NoSuchFileException(path);
    }
    return new ByteArrayInputStream(bytes);
  }

  /** Every file of any tree as text. */
  public static Map<String, String> texts(FileTree tree) {
    var texts = new TreeMap<String, String>();
    for (Entry entry : tree.entries()) {
      try (var in = tree.open(entry.path())) {
        texts.put(entry.path(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new AssertionError(entry.path(), e);
      }
    }
    return texts;
  }
}
