package dev.freehold.history.drift;

import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.app.LiveRelease;
import dev.freehold.git.AppRepository;
import dev.freehold.sync.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the standing of an app follows from, and cheap to have.
 *
 * @param heads see {@link AppRepository#heads}; empty without a repository
 */
public record Known(
    App app,
    Optional<Connection> connection,
    Map<String, String> heads,
    List<Environment> environments) {

  /** Whoever has the same has the same standing. */
  record Key(Optional<String> remote, Map<String, String> heads, List<Live> live) {}

  record Live(String environment, Optional<LiveRelease> release, Optional<String> settings) {}

  Key key() {
    return new Key(
        connection.map(to -> to.url().toString()),
        heads,
        environments.stream().map(e -> new Live(e.id(), e.live(), e.settingsId())).toList());
  }

  Optional<String> head(String branch) {
    return Optional.ofNullable(heads.get("refs/heads/" + branch));
  }
}
