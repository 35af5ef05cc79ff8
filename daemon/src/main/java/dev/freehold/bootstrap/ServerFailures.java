package dev.freehold.bootstrap;

import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.app.Environment;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.Rounds;
import dev.freehold.deploy.model.Places;
import dev.freehold.step.EventLog;
import dev.freehold.targets.Server;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes an event whenever a server of a live release has failed. */
final class ServerFailures implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(3);
  private static final int PAGE = 100;
  private static final Logger LOG = LoggerFactory.getLogger(ServerFailures.class);

  private final Apps apps;
  private final Places places;
  private final EventLog events;
  private final Instant since;
  private final Map<String, Instant> told = new HashMap<>();
  private final Rounds rounds = new Rounds("server failures", this::round);

  ServerFailures(Apps apps, Places places, EventLog events, Clock clock) {
    this.apps = apps;
    this.places = places;
    this.events = events;
    this.since = clock.instant();
  }

  void start() {
    rounds.start();
  }

  @Override
  public void close() {
    rounds.close();
  }

  private Duration round() {
    look();
    return EVERY;
  }

  void look() {
    List<App> page = apps.page("", PAGE);
    while (!page.isEmpty()) {
      for (App app : page) {
        places.environments().of(app.id()).stream()
            .filter(environment -> environment.live().isPresent() && isHere(environment))
            .forEach(environment -> look(app, environment));
      }
      page = apps.page(page.getLast().slug(), PAGE);
    }
  }

  /** A place behind a network is asked when somebody wants to know. */
  private boolean isHere(Environment environment) {
    return !places.traits(environment).isRemote();
  }

  private void look(App app, Environment environment) {
    try {
      for (Server server : places.target(app, environment).servers()) {
        server.failedAt().ifPresent(at -> tell(app, environment, server, at));
      }
    } catch (FreeholdException e) {
      // the next look is soon; what stays wrong shows when somebody asks for the app
      LOG.error("The servers of {} can't be looked at.", app.slug(), e);
    }
  }

  private void tell(App app, Environment environment, Server server, Instant at) {
    Instant last = told.getOrDefault(environment.id() + server.name(), since);
    if (at.isAfter(last)) {
      told.put(environment.id() + server.name(), at);
      events.append(
          null,
          app.id(),
          "server.failed",
          Map.of(
              "environment",
              environment.name(),
              "server",
              server.name(),
              "failures",
              server.failures(),
              "problem",
              server.problem().orElse("")));
    }
  }
}
