package dev.freehold.file;

import dev.freehold.base.UserError;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which relative paths an export may hold. The structural rules keep a file inside its folder and
 * hold for every entry of an archive; the rules about names keep the files usable in git and on
 * Windows and macOS, and hold for what is kept. Rules about two paths are in {@link PathSet}.
 */
public final class PathRules {
  /** Most bytes of a path in UTF-8; 1,024 is also the longest that macOS takes. */
  static final int LONGEST_PATH = 1_024;

  /** Most bytes of a name in UTF-8: what ext4, APFS and NTFS allow. */
  static final int LONGEST_NAME = 255;

  private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*", Pattern.DOTALL);

  /** Device names of Windows, also with an extension (learn.microsoft.com, Naming Files). */
  private static final Pattern RESERVED =
      Pattern.compile(
          "(?i)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\\u00b9\\u00b2\\u00b3]) *([.:].*)?",
          Pattern.DOTALL);

  private static final String RENAME = "Rename it in the builder, then export again.";
  private static final String UNSAFE =
      "Do not use this export. Make a new one with the builder's own export, and report where this"
          + " one came from if it happens again.";

  private PathRules() {}

  /**
   * The name in an archive as text.
   *
   * @throws UserError {@code intake.path-not-utf8}
   */
  public static String decode(byte[] raw) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      throw notUtf8(readable(raw));
    }
  }

  /**
   * Structural and name rules together.
   *
   * @throws UserError {@code intake.path-*}
   */
  public static void check(String path) {
    checkStructure(path);
    checkNames(path);
  }

  /**
   * @throws UserError {@code intake.path-empty}, {@code -control-character}, {@code -not-utf8},
   *     {@code -drive}, {@code -backslash}, {@code -absolute}, {@code -traversal}, {@code
   *     -not-plain}, {@code -too-long}
   */
  public static void checkStructure(String path) {
    if (path.isEmpty()) {
      throw new UserError("intake.path-empty", "The export has a file without a name.", UNSAFE);
    }
    if (path.codePoints().anyMatch(UnseenCharacters::isControl)) {
      throw refused("control-character", path, "has a control character in its name", RENAME);
    }
    if (path.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
      throw notUtf8(ShownPath.of(path));
    }
    if (DRIVE.matcher(path).matches()) {
      throw refused("drive", path, "starts with a drive letter", UNSAFE);
    }
    if (path.indexOf('\\') >= 0) {
      throw refused(
          "backslash",
          path,
          "has a backslash in its path",
          "If a Windows tool made the archive, make it again with another tool; otherwise rename"
              + " the file.");
    }
    if (path.startsWith("/")) {
      throw refused("absolute", path, "is an absolute path", UNSAFE);
    }
    for (String name : names(path)) {
      checkPart(path, name);
    }
    if (utf8Length(path) > LONGEST_PATH) {
      throw refused("too-long", path, "has a path of over 1,024 bytes", RENAME);
    }
  }

  /**
   * @throws UserError {@code intake.path-git}, {@code -invisible-character}, {@code
   *     -reserved-name}, {@code -colon}, {@code -trailing-dot-or-space}
   */
  public static void checkNames(String path) {
    for (String name : names(path)) {
      if (GitNames.isGitFolder(name)) {
        throw refused(
            "git",
            path,
            "would be git's own folder, which could run programs on your machine",
            "Export again without the folder .git; Freehold keeps the history itself.");
      }
      if (UnseenCharacters.in(name)) {
        throw refused(
            "invisible-character", path, "has an invisible character in its name", RENAME);
      }
      if (RESERVED.matcher(name).matches()) {
        throw refused(
            "reserved-name", path, "has a name that Windows reserves for a device", RENAME);
      }
      if (name.indexOf(':') >= 0) {
        throw refused(
            "colon",
            path,
            "has a colon in its name, which on Windows names a hidden part of another file",
            RENAME);
      }
      if (name.endsWith(".") || name.endsWith(" ")) {
        throw refused(
            "trailing-dot-or-space",
            path,
            "has a name that ends with a dot or a space, which Windows drops",
            RENAME);
      }
    }
  }

  private static void checkPart(String path, String name) {
    if (name.equals("..")) {
      throw refused("traversal", path, "points outside of the export", UNSAFE);
    }
    if (name.isEmpty() || name.equals(".")) {
      throw refused("not-plain", path, "has an empty part or a lone dot in its path", UNSAFE);
    }
    if (utf8Length(name) > LONGEST_NAME) {
      throw refused("too-long", path, "has a name of over 255 bytes", RENAME);
    }
  }

  static List<String> names(String path) {
    return List.of(path.split("/", -1));
  }

  static UserError refused(String rule, String path, String problem, String remedy) {
    return new UserError(
        "intake.path-" + rule,
        "The export's '" + ShownPath.of(path) + "' " + problem + ".",
        remedy);
  }

  static UserError notUtf8(String shown) {
    return new UserError(
        "intake.path-not-utf8",
        "The export has a file whose name is not UTF-8: " + shown + ".",
        "Rename the file, or make the archive with a tool that writes UTF-8 names.");
  }

  private static String readable(byte[] raw) {
    var text = new StringBuilder();
    for (byte b : raw) {
      if (b >= 0x20 && b < 0x7f) {
        text.append((char) b);
      } else {
        text.append("\\x").append(HexFormat.of().toHexDigits(b));
      }
    }
    return ShownPath.of(text.toString());
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
