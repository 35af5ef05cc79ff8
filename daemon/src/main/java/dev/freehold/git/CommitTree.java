package dev.freehold.git;

import dev.freehold.base.UserError;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of a tree in a repository, which has to stay open. */
final class CommitTree implements FileTree {
  private final Repository repository;
  private final List<Entry> entries;
  private final Map<String, ObjectId> blobs;
  private final Map<String, Entry> byPath;

  private CommitTree(Repository repository, List<Entry> entries, Map<String, ObjectId> blobs) {
    this.repository = repository;
    this.entries = entries;
    this.blobs = blobs;
    this.byPath = new HashMap<>();
    entries.forEach(entry -> byPath.put(entry.path(), entry));
  }

  /**
   * @throws UserError {@code intake.link}, {@code git.submodule}, {@code git.name-not-utf8}
   */
  static CommitTree of(Repository repository, ObjectId tree) throws IOException {
    var entries = new ArrayList<Entry>();
    var blobs = new HashMap<String, ObjectId>();
    try (ObjectReader reader = repository.newObjectReader();
        var walk = new TreeWalk(reader)) {
      walk.addTree(tree);
      walk.setRecursive(true);
      while (walk.next()) {
        String path = utf8(walk.getRawPath());
        FileMode mode = walk.getFileMode(0);
        refuseLinks(path, mode);
        ObjectId blob = walk.getObjectId(0);
        long size = reader.getObjectSize(blob, Constants.OBJ_BLOB);
        entries.add(new Entry(path, size, mode.equals(FileMode.EXECUTABLE_FILE)));
        blobs.put(path, blob);
      }
    }
    entries.sort(Comparator.comparing(Entry::path));
    return new CommitTree(repository, List.copyOf(entries), blobs);
  }

  private static void refuseLinks(String path, FileMode mode) {
    if (mode.equals(FileMode.SYMLINK)) {
      throw new UserError(
          "intake.link",
          path + " is a link to another file. Freehold takes only ordinary files.",
          "Replace the link by a copy of the file it points to.");
    }
    if (mode.equals(FileMode.GITLINK)) {
      throw new UserError(
          "git.submodule",
          path + " is a git submodule: its files are in another repository.",
          "Copy the submodule's files into the repository, or deploy a folder that has them.");
    }
  }

  private static String utf8(byte[] path) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(path)).toString();
    } catch (CharacterCodingException e) {
      String readable = new String(path, StandardCharsets.ISO_8859_1);
      throw new UserError(
          "git.name-not-utf8",
          "The name of the file " + readable + " is not UTF-8 text.",
          "Rename the file and commit the new name.",
          e);
    }
  }

  @Override
  public List<Entry> entries() {
    return entries;
  }

  @Override
  public Optional<Entry> entry(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  @Override
  public InputStream open(String path) throws IOException {
    ObjectId blob = blobs.get(path);
    if (blob == null) {
      throw new NoSuchFileException(path);
    }
    return repository.open(blob, Constants.OBJ_BLOB).openStream();
  }
}
