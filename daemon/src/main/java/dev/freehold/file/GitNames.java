package dev.freehold.file;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectChecker.ErrorType;

/** Every name that some file system takes for {@code .git}. */
final class GitNames {
  /** Short names that NTFS gives to {@code .git}; JGit knows the first only. */
  private static final Pattern SHORT = Pattern.compile("(?i)git~[0-9]+");

  private static final Pattern IGNORED_BY_WINDOWS = Pattern.compile("(:.*|[ .]+)$", Pattern.DOTALL);

  private GitNames() {}

  /** {@code name} is one part of a path. */
  static boolean isGitFolder(String name) {
    // ".git::$INDEX_ALLOCATION" and ".git . ." open .git on NTFS
    String stem = name;
    for (String shorter = ""; !shorter.equals(stem); ) {
      shorter = stem;
      stem = IGNORED_BY_WINDOWS.matcher(stem).replaceFirst("");
    }
    return SHORT.matcher(stem).matches() || isRefused(name) || isRefused(stem);
  }

  private static boolean isRefused(String name) {
    var checker = new ObjectChecker().setSafeForMacOS(true);
    checker.setIgnore(EnumSet.complementOf(EnumSet.of(ErrorType.HAS_DOTGIT)));
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      return false;
    }
    try {
      checker.checkPathSegment(bytes, 0, bytes.length);
      return false;
    } catch (CorruptObjectException e) {
      return true;
    }
  }
}
