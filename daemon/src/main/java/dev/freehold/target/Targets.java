package dev.freehold.target;

import dev.freehold.app.Domain;
import java.util.Optional;

/** Opens the target of an environment. */
@FunctionalInterface
public interface Targets {
  /**
   * @param name {@code local}, or the name of a server that was added
   * @param domain under which visitors reach it, if it has one
   */
  Target open(Site site, String name, Optional<Domain> domain);
}
