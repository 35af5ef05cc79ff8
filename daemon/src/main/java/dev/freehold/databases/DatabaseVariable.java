package dev.freehold.databases;

/**
 * A variable of an environment that leads to a database.
 *
 * @param address its value; may hold a password
 * @param target the name of the place where the app runs
 * @param remote whether a network lies between that place and this machine, so that a name may mean
 *     another host there
 */
public record DatabaseVariable(String name, String address, String target, boolean remote) {
  /** The address is left out: it may hold a password. */
  @Override
  public String toString() {
    return "DatabaseVariable[" + name + ", " + target + "]";
  }
}
