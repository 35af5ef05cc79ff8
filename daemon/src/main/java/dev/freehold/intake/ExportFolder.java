package dev.freehold.intake;

import dev.freehold.base.UserError;
import dev.freehold.file.ArchiveKind;
import dev.freehold.file.DirectoryTree;
import dev.freehold.file.DurableFiles;
import dev.freehold.file.FileRecord;
import dev.freehold.file.FileTree;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.file.LeftOut;
import dev.freehold.file.Refusal;
import dev.freehold.file.Unpacker;
import dev.freehold.file.Unpacker.Source;
import dev.freehold.file.Unpacker.Unpacked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One export's folder on disk.
 *
 * <pre>
 * upload        the bytes as they came
 * unpacking/    half done; means nothing after a crash
 * tree/         the files, made whole by one rename
 * files.jsonl   what the receipt says about each
 * </pre>
 */
record ExportFolder(Path path) {
  Upload upload() {
    return new Upload(path.resolve("upload"));
  }

  FileList files() {
    return new FileList(path.resolve("files.jsonl"));
  }

  private Path tree() {
    return path.resolve("tree");
  }

  private Path unpacking() {
    return path.resolve("unpacking");
  }

  void make() {
    Home.privateFolder(path);
  }

  /**
   * Unpacks the upload by what its bytes are, whatever it was called.
   *
   * @throws UserError {@code intake.*}
   */
  Filled unpack(Kind claimed, Unpacker unpacker) throws IOException {
    if (upload().received() == 0) {
      throw Refusal.empty("The upload");
    }
    Path file = upload().file();
    ArchiveKind found = ArchiveKind.of(file);
    if (claimed == Kind.FOLDER && found != ArchiveKind.TAR) {
      throw new UserError(
          "intake.kind-mismatch",
          "A folder was announced, but a " + Kind.of(found).wireName() + " file was sent.",
          "Name the file itself instead of a folder.");
    }
    Source source = claimed == Kind.FOLDER ? Source.FOLDER : Source.ARCHIVE;
    clear();
    Unpacked unpacked = unpacker.unpack(file, found, source, unpacking());
    keep(unpacked);
    return new Filled(claimed == Kind.FOLDER ? claimed : Kind.of(found), unpacked);
  }

  /** Takes over files that need no unpacking. */
  Filled copy(FileTree source, Unpacker unpacker) throws IOException {
    clear();
    Unpacked unpacked = unpacker.copy(source, unpacking());
    keep(unpacked);
    return new Filled(Kind.GIT, unpacked);
  }

  /**
   * The tree with the receipt's hashes, if it is what the receipt's list says as far as names and
   * sizes tell.
   */
  Optional<DirectoryTree> wholeTree() throws IOException {
    DirectoryTree tree = DirectoryTree.of(tree());
    List<FileRecord> records = files().all();
    List<FileTree.Entry> listed =
        records.stream()
            .map(file -> new FileTree.Entry(file.path(), file.size(), file.executable()))
            .toList();
    if (!listed.equals(tree.entries())) {
      return Optional.empty();
    }
    return Optional.of(
        tree.knowing(
            records.stream().collect(Collectors.toMap(FileRecord::path, FileRecord::sha256))));
  }

  boolean hasTree() {
    return Files.isDirectory(tree());
  }

  void deleteUpload() throws IOException {
    Files.deleteIfExists(upload().file());
    Folders.delete(unpacking());
  }

  void deleteTree() throws IOException {
    Folders.delete(tree());
  }

  void delete() throws IOException {
    Folders.delete(path);
  }

  private void clear() throws IOException {
    Folders.delete(unpacking());
    Folders.delete(tree());
  }

  private void keep(Unpacked unpacked) throws IOException {
    files().write(unpacked.files());
    Files.move(unpacked.root(), tree(), StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.syncFolder(path);
    Folders.delete(unpacking());
  }

  /**
   * @param kind what it was in truth
   */
  record Filled(Kind kind, Unpacked unpacked) {
    Receipt receipt(List<LeftOut> leftOutBySender) {
      List<FileRecord> files = unpacked.files();
      List<LeftOut> leftOut =
          Stream.concat(leftOutBySender.stream(), unpacked.leftOut().stream()).toList();
      return new Receipt(
          files.size(),
          files.stream().mapToLong(FileRecord::size).sum(),
          FileRecord.hashOf(files),
          unpacked.strippedRoot(),
          leftOut);
    }
  }
}
