package dev.freehold.app;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * Where an environment runs, under which name visitors reach it there, and what stays there from
 * release to release.
 *
 * @param target by its name: {@code local}, or one that was added
 * @param domain without one visitors use the target's own name
 * @param kept folders of the app that its servers may write to, sorted; left out where there are
 *     none, as in what was stored before there were any
 */
public record Placement(
    String target,
    Optional<Domain> domain,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> kept) {
  @JsonCreator
  public Placement {
    kept = kept == null ? List.of() : List.copyOf(kept);
  }

  public Placement(String target, Optional<Domain> domain) {
    this(target, domain, List.of());
  }

  /** As people read it: {@code production-server, at app.example.org}. */
  public String shown() {
    return target + domain.map(own -> ", at " + own.name()).orElse("");
  }

  /** Whether it is the same place, whatever is kept there. */
  public boolean isAt(Placement other) {
    return target.equals(other.target) && domain.equals(other.domain);
  }
}
