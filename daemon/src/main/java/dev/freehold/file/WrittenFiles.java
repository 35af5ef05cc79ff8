package dev.freehold.file;

import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Files that Freehold puts into folders of others, with a list of them, so that exactly those can
 * be removed again, and none that somebody else wrote or changed.
 */
public final class WrittenFiles {
  private final Path list;

  /**
   * A file as it shall be.
   *
   * @param mode as {@code rw-r--r--}
   */
  public record Planned(Path path, String text, String mode) {}

  /**
   * @param kept what somebody changed since; it stays, and stays on the list
   */
  public record Removal(List<Path> removed, List<Path> kept) {}

  /**
   * @param list where the list is kept, in a folder of ours
   */
  public WrittenFiles(Path list) {
    this.list = list;
  }

  /** Everything on the list. */
  public List<Path> paths() {
    return Written.read(list).files().stream().map(Written.Entry::path).distinct().toList();
  }

  /** Whether we wrote this file, whatever became of it. */
  public boolean has(Path path) {
    return Written.read(list).has(path);
  }

  /** Whether we wrote this file and it is as we wrote it. */
  public boolean isUnchanged(Path path) {
    try {
      return Written.read(list).isUnchanged(path);
    } catch (IOException e) {
      throw MachineError.io("Reading " + path, e);
    }
  }

  /** Those that exist, are not as planned, and are not what we wrote. */
  public List<Path> foreign(List<Planned> planned) {
    Written written = Written.read(list);
    var foreign = new ArrayList<Path>();
    try {
      for (Planned file : planned) {
        if (Files.exists(file.path(), LinkOption.NOFOLLOW_LINKS)
            && !hasText(file)
            && !written.isUnchanged(file.path())) {
          foreign.add(file.path());
        }
      }
    } catch (IOException e) {
      throw MachineError.io("Looking at files to replace", e);
    }
    return foreign;
  }

  /**
   * Makes every file as planned, whatever was there. The list names both states before a file
   * changes, so that a crash leaves nothing that is ours and not on it.
   *
   * @return those that were not as planned before
   */
  public List<Path> write(List<Planned> planned) {
    try {
      Home.privateFolder(folderOf(list));
      List<Path> paths = planned.stream().map(Planned::path).toList();
      List<Written.Entry> entries =
          planned.stream().map(f -> new Written.Entry(f.path(), Sha256.of(f.text()))).toList();
      Written before = withoutGone(Written.read(list), paths);
      Written during = before.with(entries, missingFolders(paths));
      during.store(list);
      var changed = new ArrayList<Path>();
      for (Planned file : planned) {
        if (!isAsPlanned(file)) {
          replace(file);
          changed.add(file.path());
        }
      }
      during.without(paths).with(entries, List.of()).store(list);
      return changed;
    } catch (IOException e) {
      throw MachineError.io("Writing what " + list + " lists", e);
    }
  }

  /** Removes what is on the list and unchanged, and the folders that were made for it if empty. */
  public Removal remove() {
    Written written = Written.read(list);
    var removed = new ArrayList<Path>();
    var gone = new ArrayList<Path>();
    var kept = new ArrayList<Path>();
    try {
      for (Path path : paths()) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
          gone.add(path);
        } else if (written.isUnchanged(path)) {
          Files.delete(path);
          removed.add(path);
        } else {
          kept.add(path);
        }
      }
      for (Path folder : written.folders().reversed()) {
        removeEmpty(folder);
      }
      written.without(removed).without(gone).store(list);
      return new Removal(removed, kept);
    } catch (IOException e) {
      throw MachineError.io("Removing what " + list + " lists", e);
    }
  }

  private static boolean isAsPlanned(Planned file) throws IOException {
    return hasText(file)
        && PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path()))
            .equals(file.mode());
  }

  private static boolean hasText(Planned file) throws IOException {
    return Files.isRegularFile(file.path(), LinkOption.NOFOLLOW_LINKS)
        && Sha256.of(Files.readAllBytes(file.path())).equals(Sha256.of(file.text()));
  }

  private static void replace(Planned file) throws IOException {
    Path temporary =
        DurableFiles.writeTemporary(file.path(), file.text().getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString(file.mode()));
    DurableFiles.publish(temporary, file.path());
  }

  /** What is not planned any more and not there either, such as a profile that was thrown away. */
  private static Written withoutGone(Written written, List<Path> planned) {
    return written.without(
        written.files().stream()
            .map(Written.Entry::path)
            .filter(path -> !planned.contains(path))
            .filter(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS))
            .toList());
  }

  private static List<Path> missingFolders(List<Path> files) {
    var missing = new ArrayList<Path>();
    for (Path file : files) {
      var chain = new ArrayList<Path>();
      for (Path at = file.getParent(); at != null && !Files.exists(at); at = at.getParent()) {
        chain.add(at);
      }
      missing.addAll(chain.reversed());
    }
    return missing;
  }

  private static void removeEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException inUse) {
      // somebody else put something into it since
      return;
    }
  }

  private static Path folderOf(Path file) {
    Path folder = file.getParent();
    if (folder == null) {
      throw new IllegalArgumentException("a list has a folder: " + file);
    }
    return folder;
  }
}
