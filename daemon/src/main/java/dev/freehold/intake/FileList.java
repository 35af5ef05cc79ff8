package dev.freehold.intake;

import dev.freehold.base.Json;
import dev.freehold.file.DurableFiles;
import dev.freehold.file.FileRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The files of an export's receipt: one JSON object a line, sorted by path. */
final class FileList {
  private final Path file;

  FileList(Path file) {
    this.file = file;
  }

  void write(List<FileRecord> files) throws IOException {
    String lines = files.stream().map(f -> Json.write(f) + "\n").collect(Collectors.joining());
    DurableFiles.write(file, lines.getBytes(StandardCharsets.UTF_8));
  }

  /** The first {@code limit} whose path comes after {@code after}. */
  List<FileRecord> page(String after, int limit) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines
          .map(line -> Json.read(line, FileRecord.class))
          .filter(record -> record.path().compareTo(after) > 0)
          .limit(limit)
          .toList();
    }
  }

  List<FileRecord> all() throws IOException {
    return page("", Integer.MAX_VALUE);
  }
}
