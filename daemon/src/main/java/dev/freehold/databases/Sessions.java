package dev.freehold.databases;

/** How long a connection of the app belongs to one session of the database, the longest first. */
public enum Sessions {
  DIRECT("direct"),
  /** For as long as the app stays connected. */
  SESSION_POOLER("through a pooler, by session"),
  /** For one transaction; what a session remembers is lost after it. */
  TRANSACTION_POOLER("through a pooler, by transaction");

  private final String words;

  Sessions(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }
}
