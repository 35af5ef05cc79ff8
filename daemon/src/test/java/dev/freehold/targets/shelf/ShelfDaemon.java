package dev.freehold.targets.shelf;

import dev.freehold.base.Json;
import dev.freehold.bootstrap.DaemonHere;
import dev.freehold.file.Home;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A daemon that knows the shelf, with a shelf, for tests in a browser. Ends with its input. */
public final class ShelfDaemon {
  private static final String TOKEN = "shelf-token-that-nobody-sees";

  private ShelfDaemon() {}

  /**
   * @param arguments the folder of the shelf
   */
  public static void main(String[] arguments) throws Exception {
    var driver = new ShelfDriver(Clock.systemUTC());
    try (var shelf = ShelfServer.start(Path.of(arguments[0]), TOKEN);
        var _ = DaemonHere.start(Home.of(System.getenv()), driver)) {
      System.out.println(Json.write(Map.of("address", shelf.address(), "token", TOKEN)));
      System.in.readAllBytes();
    }
  }
}
