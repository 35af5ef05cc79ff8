package dev.freehold.bench;

import dev.freehold.bench.Rounds.Contestant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An agency's 200 apps in one daemon, each deployed. */
final class FleetRows {
  private static final int APPS = 200;
  private static final int ROUNDS = 200;

  private final Path temporary;
  private final Installation freehold;

  FleetRows(Path temporary, Installation freehold) {
    this.temporary = temporary;
    this.freehold = freehold;
  }

  void measure(Table table) throws Exception {
    for (int i = 0; i < APPS; i++) {
      deploy(name(i), "production");
    }
    deploy(name(0), "staging");
    table.row("the apps of a page of 100, of 200", tail("/v1/apps?limit=100"), "-", "");
    table.row(
        "history page of 20 of one of 200 apps",
        tail("/v1/apps/" + name(7) + "/deployments?limit=20"),
        "-",
        "goal p99 < 10 ms; new connections");
    table.row(
        "freehold status --json of 200 apps",
        Rounds.alternate(
                2, 10, new Contestant(() -> {}, () -> freehold.freehold("status", "--json")))
            .getFirst()
            .text(),
        "-",
        "the whole command");
    table.row(
        "what differs between staging and production of one",
        tail("/v1/apps/" + name(0) + "/parity?from=staging&to=production"),
        "-",
        "both on this machine");
    table.row(
        "daemon's memory with 200 apps",
        Machine.rss(freehold.get("/v1/status").path("pid").asLong()),
        "-",
        "RSS");
  }

  private String tail(String path) throws Exception {
    return Rounds.alternate(50, ROUNDS, new Contestant(() -> {}, () -> freehold.get(path)))
        .getFirst()
        .tail();
  }

  private static String name(int number) {
    return "client-" + number;
  }

  private void deploy(String name, String environment) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(temporary.resolve(name));
    Files.writeString(
        folder.resolve("index.html"),
        "<!doctype html><html lang=en><title>%s</title><h1>%s</h1>\n".formatted(name, name));
    freehold.json(
        "deploy",
        folder.toString(),
        "--app",
        name,
        "--env",
        environment,
        "--yes",
        "--no-render-check",
        "--watch",
        "0",
        "--json");
  }
}
