package dev.freehold.databases;

/** A kind of database that can be looked at. Nothing is ever changed there. */
public interface Databases {
  /** Whether an address, the value of a variable, leads to one of this kind. Asks nobody. */
  boolean reads(String address);

  /** How an address is connected to, as far as it tells by itself. Asks nobody. */
  Sessions sessions(String address);

  /** Connects, reads and disconnects. What goes wrong is told, not thrown. */
  Look look(DatabaseVariable variable);
}
