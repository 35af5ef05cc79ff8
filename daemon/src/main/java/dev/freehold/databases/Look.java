package dev.freehold.databases;

/** What came of looking at a database. */
public sealed interface Look {
  record Seen(DatabaseLook database) implements Look {}

  /**
   * @param reason why nothing was seen: a sentence with the variable and the host, and without user
   *     and password
   */
  record Failed(String reason) implements Look {}
}
