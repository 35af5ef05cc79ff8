package dev.freehold.file;

import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The regular files below a folder of ours. Links are passed over: nothing here makes any. */
public final class DirectoryTree implements FileTree {
  private final Path root;
  private final List<Entry> entries;
  private final Map<String, Sha256> hashes;

  private DirectoryTree(Path root, List<Entry> entries, Map<String, Sha256> hashes) {
    this.root = root;
    this.entries = entries;
    this.hashes = hashes;
  }

  public static DirectoryTree of(Path root) {
    var entries = new ArrayList<Entry>();
    String separator = root.getFileSystem().getSeparator();
    try (var files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        // one look at each file: thousands of them are most of what an unchanged export costs
        var attributes =
            Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isRegularFile()) {
          String path = root.relativize(file).toString().replace(separator, "/");
          entries.add(new Entry(path, attributes.size(), isExecutable(attributes)));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw MachineError.io("Reading " + root, e);
    }
    entries.sort(Comparator.comparing(Entry::path));
    return new DirectoryTree(root, List.copyOf(entries), Map.of());
  }

  /** The same files with their hashes, which somebody computed from these very bytes. */
  public DirectoryTree knowing(Map<String, Sha256> hashes) {
    return new DirectoryTree(root, entries, Map.copyOf(hashes));
  }

  /** The mode bit itself: asking whether we may execute says no on a disk mounted noexec. */
  static boolean isExecutable(Path file) throws IOException {
    return isExecutable(
        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
  }

  private static boolean isExecutable(PosixFileAttributes attributes) {
    return attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
  }

  public Path root() {
    return root;
  }

  @Override
  public List<Entry> entries() {
    return entries;
  }

  @Override
  public Optional<Sha256> sha256(String path) {
    return Optional.ofNullable(hashes.get(path));
  }

  @Override
  public InputStream open(String path) throws IOException {
    Path file = root.resolve(path).normalize();
    if (!file.startsWith(root) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new NoSuchFileException(path);
    }
    return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }
}
