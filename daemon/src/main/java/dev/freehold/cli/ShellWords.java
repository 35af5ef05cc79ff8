package dev.freehold.cli;

/** Words of a command as they are typed in a shell. */
final class ShellWords {
  private ShellWords() {}

  static String quoted(String word) {
    return word.matches("[\\w@%+=:,./~-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
