package dev.freehold.base;

/** Words of a command as they are typed in a shell. */
public final class ShellWords {
  private ShellWords() {}

  public static String quoted(String word) {
    return word.matches("[\\w@%+=:,./~-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
