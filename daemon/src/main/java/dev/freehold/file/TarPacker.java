package dev.freehold.file;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Packs a folder for the daemon: the same folder gives the same bytes. What intake would leave out
 * is not read at all. Links are written as links, so that intake refuses them by name.
 */
public final class TarPacker {
  private final Path root;
  private final TarArchiveOutputStream tar;
  private final LeftOutList leftOut = new LeftOutList();

  private TarPacker(Path root, TarArchiveOutputStream tar) {
    this.root = root;
    this.tar = tar;
  }

  /**
   * Writes an uncompressed tar and leaves {@code out} open.
   *
   * @return what was left out
   * @throws MachineError {@code intake.unreadable}, {@code intake.changing}, {@code machine.locale}
   * @throws dev.freehold.base.UserError {@code intake.folder-missing}, {@code intake.special-file},
   *     {@code intake.path-not-utf8}
   * @throws IOException when {@code out} takes no more
   */
  public static List<LeftOut> pack(Path folder, OutputStream out) throws IOException {
    Path root = realFolder(folder);
    var tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    var packer = new TarPacker(root, tar);
    packer.packFolder(root, "");
    tar.finish();
    tar.flush();
    return packer.leftOut.list();
  }

  private void packFolder(Path folder, String prefix) throws IOException {
    List<Path> children = FolderListing.of(folder, shown(folder));
    Optional<BuildOutput> output = buildOutput(folder, children);
    for (Path child : children) {
      String path = prefix + FolderListing.name(child);
      BasicFileAttributes attributes = attributes(child);
      Optional<LeftOut> unwanted =
          Unpacker.Source.FOLDER.unwanted(path, attributes.isRegularFile());
      if (unwanted.isEmpty() && attributes.isDirectory()) {
        unwanted =
            output
                .flatMap(o -> o.reason(child.getFileName().toString(), holds(child)))
                .map(reason -> new LeftOut(path, reason));
      }
      if (unwanted.isPresent()) {
        leftOut.add(unwanted.get(), path, true);
      } else {
        packEntry(child, path, attributes);
      }
    }
  }

  private void packEntry(Path file, String path, BasicFileAttributes attributes)
      throws IOException {
    if (attributes.isDirectory()) {
      packFolder(file, path + "/");
    } else if (attributes.isSymbolicLink()) {
      packLink(file, path);
    } else if (attributes.isRegularFile()) {
      packFile(file, path, attributes.size());
    } else {
      throw Refusal.specialFile(path);
    }
  }

  private void packLink(Path file, String path) throws IOException {
    var entry = new TarArchiveEntry(path, TarConstants.LF_SYMLINK, true);
    entry.setLinkName(Files.readSymbolicLink(file).toString());
    put(entry);
    tar.closeArchiveEntry();
  }

  private void packFile(Path file, String path, long size) throws IOException {
    try (var in = open(file)) {
      var entry = new TarArchiveEntry(path, true);
      entry.setSize(size);
      entry.setMode(DirectoryTree.isExecutable(file) ? 0100755 : 0100644);
      put(entry);
      long left = size;
      byte[] buffer = new byte[1 << 16];
      for (int n = read(in, buffer, file); n >= 0; n = read(in, buffer, file)) {
        left -= n;
        if (left < 0) {
          throw changing(file);
        }
        tar.write(buffer, 0, n);
      }
      if (left > 0) {
        throw changing(file);
      }
      tar.closeArchiveEntry();
    }
  }

  private void put(TarArchiveEntry entry) throws IOException {
    entry.setModTime(0L);
    entry.setIds(0, 0);
    entry.setNames("", "");
    tar.putArchiveEntry(entry);
  }

  private Optional<BuildOutput> buildOutput(Path folder, List<Path> children) {
    Path packageJson = folder.resolve("package.json");
    if (!children.contains(packageJson) || !attributes(packageJson).isRegularFile()) {
      return Optional.empty();
    }
    try (var in = open(packageJson)) {
      return Optional.of(BuildOutput.beside(in.readNBytes(BuildOutput.LONGEST_PACKAGE)));
    } catch (IOException e) {
      throw unreadable(packageJson, e);
    }
  }

  private static Predicate<String> holds(Path folder) {
    return name -> Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  private InputStream open(Path file) {
    try {
      return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private int read(InputStream in, byte[] buffer, Path file) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private BasicFileAttributes attributes(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private String shown(Path file) {
    return ShownPath.of(root.relativize(file).toString());
  }

  private MachineError unreadable(Path file, IOException cause) {
    return FolderListing.unreadable(shown(file), cause);
  }

  private MachineError changing(Path file) {
    return new MachineError(
        "intake.changing",
        "The file '" + shown(file) + "' changed while it was read.",
        "Wait until the program that writes it is done, then try again.");
  }

  private static Path realFolder(Path folder) {
    try {
      Path real = folder.toRealPath();
      if (Files.isDirectory(real)) {
        return real;
      }
    } catch (IOException e) {
      throw FolderListing.missing(folder, e);
    }
    throw FolderListing.missing(folder, null);
  }
}
