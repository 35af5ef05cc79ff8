package dev.freehold.file;

import dev.freehold.base.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns an upload or a tree into a folder that is safe to work with. Order per entry: the path's
 * structure, then what is left out unread, then its kind, its names, its neighbours, its size.
 */
public final class Unpacker {
  private final Limits limits;

  public Unpacker(Limits limits) {
    this.limits = limits;
  }

  /**
   * How a source differs.
   *
   * @param gitFolder whether a {@code .git} at the very root is left out, as a folder that someone
   *     works in has one; everywhere else it is refused
   * @param wrapped whether a folder around everything is taken off
   */
  public record Source(boolean gitFolder, boolean wrapped) {
    public static final Source FOLDER = new Source(true, false);
    public static final Source ARCHIVE = new Source(false, true);
    public static final Source GIT = new Source(false, false);

    private static final LeftOut GIT_FOLDER =
        new LeftOut(".git", "git's own folder; Freehold keeps the history itself");

    Optional<LeftOut> unwanted(String path, boolean plainFile) {
      return gitFolder && (path.equals(".git") || path.startsWith(".git/"))
          ? Optional.of(GIT_FOLDER)
          : Noise.in(path, plainFile);
    }
  }

  /**
   * @param root where the files are, {@code into} or a folder in it
   * @param files sorted by path
   * @param strippedRoot the folder that was around everything
   */
  public record Unpacked(
      Path root, List<FileRecord> files, List<LeftOut> leftOut, @Nullable String strippedRoot) {}

  /**
   * Unpacks an archive into the new folder {@code into}. After a failure the folder may be there,
   * with files in it.
   *
   * @throws UserError {@code intake.*} when the archive is refused
   * @throws IOException when this machine's disk fails
   */
  public Unpacked unpack(Path archive, ArchiveKind kind, Source source, Path into)
      throws IOException {
    try (ArchiveReader reader = kind.open(archive, limits)) {
      return unpack(reader, source, into);
    }
  }

  /** The same for files that are not packed. */
  public Unpacked copy(FileTree tree, Path into) throws IOException {
    try (ArchiveReader reader = new TreeReader(tree)) {
      return unpack(reader, Source.GIT, into);
    }
  }

  private Unpacked unpack(ArchiveReader reader, Source source, Path into) throws IOException {
    var paths = new PathSet();
    var leftOut = new LeftOutList();
    var writer = new TreeWriter(into, limits, reader.packedBytes());
    long entries = 0;
    for (var item = reader.next(); item != null; item = reader.next()) {
      if (++entries > limits.archiveEntries()) {
        throw Refusal.tooManyFiles(limits.archiveEntries());
      }
      take(item, source, paths, leftOut, writer);
    }
    List<FileRecord> files = new BuiltFolders(into, writer.files()).leaveOut(leftOut);
    if (files.isEmpty()) {
      throw Refusal.empty("The export");
    }
    return stripped(into, files, leftOut.list(), source);
  }

  private void take(
      ArchiveReader.Item item, Source source, PathSet paths, LeftOutList leftOut, TreeWriter writer)
      throws IOException {
    String path = item.path();
    boolean file = item.type() == ArchiveReader.Type.FILE;
    if (path.isEmpty() && item.type() == ArchiveReader.Type.FOLDER) {
      return; // the archive's own root
    }
    PathRules.checkStructure(path);
    var unwanted = source.unwanted(path, file);
    if (unwanted.isPresent()) {
      leftOut.add(unwanted.get(), path, file);
      return;
    }
    PathRules.checkNames(path);
    switch (item.type()) {
      case LINK -> throw Refusal.link(path);
      case SPECIAL -> throw Refusal.specialFile(path);
      case FOLDER -> paths.addFolder(path);
      case FILE -> paths.addFile(path);
    }
    if (paths.size() > limits.entries()) {
      throw Refusal.tooManyFiles(limits.entries());
    }
    if (file) {
      writer.write(path, item.executable(), item.open());
    }
  }

  private static Unpacked stripped(
      Path into, List<FileRecord> files, List<LeftOut> leftOut, Source source) {
    String wrapping = source.wrapped() ? RootFolder.of(files) : "";
    if (wrapping.isEmpty()) {
      return new Unpacked(into, files, leftOut, null);
    }
    var inside = files.stream().map(file -> file.below(wrapping)).toList();
    return new Unpacked(into.resolve(wrapping), inside, leftOut, wrapping);
  }
}
