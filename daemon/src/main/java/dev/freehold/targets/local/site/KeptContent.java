package dev.freehold.targets.local.site;

import dev.freehold.file.DurableFiles;
import dev.freehold.file.Folders;
import dev.freehold.targets.KeptFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * What the servers of a site wrote into folders that are kept: {@code kept/}, with the slashes in a
 * folder's name written as {@code %2F}. No release and no pruning touches it.
 */
public record KeptContent(SiteFolder folder) {
  private static final String BEING_MADE = ".new";

  /** Where it is, or will be. */
  public Path of(String name) {
    return folder.kept().resolve(URLEncoder.encode(name, StandardCharsets.UTF_8));
  }

  /**
   * The folder, made when it is new. One writer at a time.
   *
   * @param seed a release's own files at this place, which a new one begins with; need not exist
   */
  public Path open(String name, Path seed) throws IOException {
    Path content = of(name);
    if (Files.isDirectory(content)) {
      return content;
    }
    if (!Files.isDirectory(folder.kept())) {
      // one level only: a site that is being removed must not come back
      Files.createDirectory(folder.kept());
    }
    Path made = folder.kept().resolve(BEING_MADE);
    Folders.delete(made);
    Files.createDirectory(made);
    if (Files.isDirectory(seed, LinkOption.NOFOLLOW_LINKS)) {
      copy(seed, made);
    }
    Files.move(made, content, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.syncFolder(folder.kept());
    DurableFiles.syncFolder(folder.path());
    return content;
  }

  /** How much is in one; nothing where it was not made yet. */
  public KeptFolder measured(String name) throws IOException {
    var count = new Count();
    if (Files.isDirectory(of(name))) {
      Files.walkFileTree(of(name), count);
    }
    return new KeptFolder(name, count.files, count.bytes);
  }

  /** All that are here, sorted, also those that are no longer kept. */
  public List<KeptFolder> all() throws IOException {
    if (!Files.isDirectory(folder.kept())) {
      return List.of();
    }
    var all = new ArrayList<KeptFolder>();
    try (var folders = Files.list(folder.kept())) {
      for (Path path : (Iterable<Path>) folders.sorted()::iterator) {
        String name = path.getFileName().toString();
        if (!name.equals(BEING_MADE)) {
          all.add(measured(URLDecoder.decode(name, StandardCharsets.UTF_8)));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return List.copyOf(all);
  }

  /** The release's files can't be written to, and these can. */
  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(dir).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            try (OutputStream out =
                Files.newOutputStream(to.resolve(from.relativize(file).toString()))) {
              Files.copy(file, out);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** An app goes on writing while this looks, so what is gone again does not count. */
  private static final class Count extends SimpleFileVisitor<Path> {
    private long files;
    private long bytes;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      files++;
      bytes += attributes.size();
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE;
    }
  }
}
