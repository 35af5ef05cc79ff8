package dev.freehold.builds;

import java.util.Set;

/**
 * What the owner agreed to for an app's builds besides installing and building.
 *
 * @param hosts that they reach
 * @param scripts that an install would run: names of packages, and of the app's own scripts
 */
public record Agreed(Set<String> hosts, Set<String> scripts) {
  public static final Agreed NONE = new Agreed(Set.of(), Set.of());

  public Agreed {
    hosts = Set.copyOf(hosts);
    scripts = Set.copyOf(scripts);
  }
}
