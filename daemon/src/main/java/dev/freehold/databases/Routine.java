package dev.freehold.databases;

/**
 * A function or procedure.
 *
 * @param arguments their names and types, as they tell one function from another of its name
 * @param returns the type; empty of a procedure
 * @param body a digest of what it does, in which language, and with whose rights
 */
public record Routine(Name name, String arguments, String returns, String body) {
  public String signature() {
    return name.text() + "(" + arguments + ")";
  }
}
