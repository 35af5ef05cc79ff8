package dev.freehold.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.bench.Rounds.Contestant;
import dev.freehold.file.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The example app, from the command line to the page, again and again. */
final class DeployRows {
  private final Shell shell;
  private final Path temporary;
  private final Installation freehold;
  private int change;
  private JsonNode last;

  DeployRows(Shell shell, Path temporary, Installation freehold) {
    this.shell = shell;
    this.temporary = temporary;
    this.freehold = freehold;
  }

  void measure(Table table) throws Exception {
    Path app = copy("guestbook");
    Path byHand = copy("by-hand");
    Shell hand = shell.in(byHand);
    hand.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    var first = Rounds.time(() -> deploy(app));
    table.row(
        "first deployment of docs/examples/guestbook",
        Samples.text(first),
        "-",
        "with the daemon's start, install and build; " + uploaded());
    Samples unchanged =
        Rounds.alternate(1, 7, new Contestant(() -> {}, () -> deploy(app))).getFirst();
    table.row(
        "deploy again, nothing changed",
        unchanged.text(),
        "-",
        last.path("state").asText() + ", " + uploaded() + " (goal about 1 s, none)");
    List<Samples> changed =
        Rounds.alternate(
            1,
            5,
            new Contestant(() -> change(app), () -> deploy(app)),
            new Contestant(() -> change(byHand), () -> buildAndCopy(hand)));
    table.row(
        "deploy again, one source file changed",
        changed.get(0).text(),
        changed.get(1).text(),
        last.path("state").asText() + ", " + uploaded() + "; by hand: vite build, cp");
  }

  private String uploaded() {
    return last.at("/uploaded/files").asInt() + " files uploaded";
  }

  private void deploy(Path app) throws IOException, InterruptedException {
    last = freehold.json("deploy", app.toString(), "--yes", "--json", "--watch", "0");
  }

  /** As somebody does who keeps what is installed, and whose server is this machine. */
  private void buildAndCopy(Shell hand) throws IOException, InterruptedException {
    hand.run("npm", "run", "build");
    Path served = temporary.resolve("served");
    Folders.delete(served);
    hand.run("cp", "-r", "dist", served.toString());
  }

  private void change(Path app) throws IOException {
    Path page = app.resolve("src/App.tsx");
    Files.writeString(page, Files.readString(page) + "\nconsole.info(" + ++change + ");\n");
  }

  private Path copy(String name) throws IOException, InterruptedException {
    Path to = temporary.resolve(name);
    shell.run(
        "cp", "-r", Installation.ROOT.resolve("docs/examples/guestbook").toString(), to.toString());
    return to;
  }
}
