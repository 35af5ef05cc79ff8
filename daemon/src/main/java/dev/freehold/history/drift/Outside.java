package dev.freehold.history.drift;

import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.base.FreeholdException;
import dev.freehold.history.looks.LiveLook;
import dev.freehold.targets.Server;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that is not as Freehold left it.
 *
 * @param message a sentence
 * @param remedy what to do, with a command that works as it stands
 */
public record Outside(What what, String message, String remedy) {
  /** Where it was changed. */
  public enum What {
    /** Something else is live there. */
    LIVE,
    /** The domain leads elsewhere. */
    DOMAIN,
    /** The place itself, or the way to it. */
    TARGET,
    /** The live release's own servers. */
    SERVERS
  }

  static Outside target(String target, FreeholdException e) {
    return new Outside(What.TARGET, target + " can't be asked: " + e.getMessage(), e.remedy());
  }

  static Outside target(String target, String problem) {
    return new Outside(What.TARGET, problem, "Look at it: freehold target verify " + target);
  }

  static Outside domain(App app, Environment environment, String problem) {
    return new Outside(
        What.DOMAIN, problem, "Look again: freehold domain verify " + words(app, environment));
  }

  /**
   * @param look not of one that is being deployed
   */
  static List<Outside> of(App app, Environment environment, LiveLook look) {
    var found = new ArrayList<Outside>();
    if (look.switchedElsewhere()) {
      found.add(
          new Outside(
              What.LIVE,
              "Another machine made something else live in " + environment.name() + ".",
              "Take over what it did: freehold target adopt " + environment.target()));
    }
    for (Server server : look.servers()) {
      switch (server.state()) {
        case "ready", "starting" -> {}
        case "unknown" ->
            found.add(
                target(environment.target(), server.name() + " can't be asked" + because(server)));
        default ->
            found.add(
                new Outside(
                    What.SERVERS,
                    "The server " + server.name() + " is " + server.state() + because(server),
                    "See what it printed: freehold logs " + words(app, environment)));
      }
    }
    return found;
  }

  private static String because(Server server) {
    return server
        .problem()
        .flatMap(text -> text.lines().findFirst())
        .map(why -> ": " + why)
        .orElse(".");
  }

  private static String words(App app, Environment environment) {
    return "--app " + app.slug() + " --env " + environment.name();
  }
}
