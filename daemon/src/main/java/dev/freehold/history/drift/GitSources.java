package dev.freehold.history.drift;

import dev.freehold.app.App;
import java.util.Optional;

/** Where apps come from, when that is a git repository. Asks nobody over a network. */
@FunctionalInterface
public interface GitSources {
  /** All come from their builders. */
  GitSources NONE = _ -> Optional.empty();

  Optional<Drift.Source> of(App app);
}
