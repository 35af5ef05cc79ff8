package dev.freehold.app;

import java.util.List;

/**
 * Under which visitors reach an environment.
 *
 * @param www whether {@code www.} in front of the name leads to the name
 */
public record Domain(String name, boolean www) {
  /** The name, and the one that leads to it. */
  public List<String> names() {
    return www ? List.of(name, wwwName()) : List.of(name);
  }

  public String wwwName() {
    return "www." + name;
  }
}
