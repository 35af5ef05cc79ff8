package dev.freehold.target;

/** Opens the target of an environment. */
@FunctionalInterface
public interface Targets {
  Target open(Site site, String kind);
}
