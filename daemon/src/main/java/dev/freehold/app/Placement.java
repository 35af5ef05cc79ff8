package dev.freehold.app;

import java.util.Optional;

/**
 * Where an environment runs, and under which name visitors reach it there.
 *
 * @param target by its name: {@code local}, or one that was added
 * @param domain without one visitors use the target's own name
 */
public record Placement(String target, Optional<Domain> domain) {
  /** As people read it: {@code production-server, at app.example.org}. */
  public String shown() {
    return target + domain.map(own -> ", at " + own.name()).orElse("");
  }
}
