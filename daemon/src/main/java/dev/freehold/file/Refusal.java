package dev.freehold.file;

import dev.freehold.base.UserError;
import org.jspecify.annotations.Nullable;

/** Why an export is not taken, apart from its paths: kind of entry, size, broken bytes. */
public final class Refusal {
  private static final String AGAIN = "Export the project again and use the fresh file.";
  private static final String RAISE =
      "Remove what the app does not need. If it is all needed, start the daemon with a higher ";

  private Refusal() {}

  /** For symbolic and hard links. */
  public static UserError link(String path) {
    return new UserError(
        "intake.link",
        "The export's '" + ShownPath.of(path) + "' is a link to another file.",
        "Replace the link by a copy of the file it points to, then try again.");
  }

  /** For devices, pipes, sockets and sparse files. */
  public static UserError specialFile(String path) {
    return new UserError(
        "intake.special-file",
        "The export's '"
            + ShownPath.of(path)
            + "' is not an ordinary file but a device, a pipe, a socket or a sparse file.",
        "Remove it, then try again.");
  }

  public static UserError empty(String what) {
    return new UserError(
        "intake.empty",
        what + " holds no files to deploy.",
        "Nothing was changed. Check that you chose the right folder or file, or export the project"
            + " again.");
  }

  static UserError broken(String problem, @Nullable Throwable cause) {
    return new UserError(
        "intake.archive-broken",
        "The archive is damaged or incomplete: " + problem + ".",
        AGAIN,
        cause);
  }

  static UserError unknown(String what) {
    return new UserError(
        "intake.archive-unknown",
        what,
        "Use a .zip, .tar, .tar.gz or .tar.zst file, a folder, or a git address.");
  }

  static UserError encrypted(String path) {
    return new UserError(
        "intake.encrypted",
        "The archive's '" + ShownPath.of(path) + "' is protected by a password.",
        "Make the archive again without a password.");
  }

  static UserError compression(String path, int method) {
    return new UserError(
        "intake.compression-unsupported",
        "The archive's '"
            + ShownPath.of(path)
            + "' is packed with method "
            + method
            + ", which Freehold does not read.",
        "Make the archive again as an ordinary zip file.");
  }

  static UserError tooManyFiles(long limit) {
    return new UserError(
        "intake.too-many-files",
        String.format("The export has more than %,d files and folders.", limit),
        RAISE + "FREEHOLD_MAX_EXPORT_FILES.");
  }

  /** For all files together. */
  public static UserError tooLarge(long limit) {
    return new UserError(
        "intake.too-large",
        "The export is larger than " + mebibytes(limit) + ".",
        RAISE + "FREEHOLD_MAX_EXPORT_MIB.");
  }

  static UserError fileTooLarge(String path, long limit) {
    return new UserError(
        "intake.file-too-large",
        "The export's '" + ShownPath.of(path) + "' is larger than " + mebibytes(limit) + ".",
        RAISE + "FREEHOLD_MAX_EXPORT_FILE_MIB.");
  }

  static UserError bomb(int ratio) {
    return new UserError(
        "intake.bomb",
        "The archive unpacks to more than " + ratio + " times its own size, as no app does.",
        "Do not use this archive. Export the project again with the builder's own export.");
  }

  private static String mebibytes(long bytes) {
    return bytes >= 1 << 20 ? (bytes >> 20) + " MiB" : String.format("%,d bytes", bytes);
  }
}
