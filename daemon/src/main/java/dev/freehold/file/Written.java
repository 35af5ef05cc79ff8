package dev.freehold.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What was written: each file with the hash of what it was given, each folder that was made for it.
 *
 * @param files a file that is just being replaced is in it twice, as it was and as it will be
 * @param folders the outermost first
 */
record Written(List<Entry> files, List<Path> folders) {
  record Entry(Path path, Sha256 sha256) {}

  Written {
    files = List.copyOf(new LinkedHashSet<>(files));
    folders = List.copyOf(new LinkedHashSet<>(folders));
  }

  static Written read(Path list) {
    try {
      if (!Files.exists(list)) {
        return new Written(List.of(), List.of());
      }
      return Json.mapper().readValue(Files.readString(list), Written.class);
    } catch (JsonProcessingException e) {
      throw new MachineError(
          "machine.list-damaged",
          "The list of files that Freehold wrote, " + list + ", can't be read.",
          "Delete it, and run the command that wrote them again with --force.",
          e);
    } catch (IOException e) {
      throw MachineError.io("Reading " + list, e);
    }
  }

  void store(Path list) throws IOException {
    if (files.isEmpty()) {
      Files.deleteIfExists(list);
    } else {
      DurableFiles.write(list, Json.write(this).getBytes(StandardCharsets.UTF_8));
    }
  }

  boolean has(Path path) {
    return files.stream().anyMatch(entry -> entry.path().equals(path));
  }

  /** Whether the file is as it was written. */
  boolean isUnchanged(Path path) throws IOException {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
        && files.contains(new Entry(path, Sha256.of(Files.readAllBytes(path))));
  }

  Written with(List<Entry> more, List<Path> moreFolders) {
    var all = new ArrayList<>(files);
    all.addAll(more);
    var allFolders = new ArrayList<>(folders);
    allFolders.addAll(moreFolders);
    return new Written(all, allFolders);
  }

  Written without(List<Path> paths) {
    return new Written(
        files.stream().filter(entry -> !paths.contains(entry.path())).toList(), folders);
  }
}
