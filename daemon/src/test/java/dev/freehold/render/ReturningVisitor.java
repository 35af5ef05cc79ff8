package dev.freehold.render;

import dev.freehold.process.Command;
import dev.freehold.process.OutputListener;
import dev.freehold.process.ProcessRunner;
import dev.freehold.render.devtools.Connection;
import dev.freehold.render.devtools.NoAnswerException;
import dev.freehold.render.devtools.Session;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The browser of a visitor who comes again: one profile, kept from visit to visit. */
public final class ReturningVisitor {
  /** In which a page names its first worker. */
  private static final Duration STAYS = Duration.ofSeconds(3);

  private static final Duration READS = Duration.ofSeconds(1);

  /**
   * Whether the newest worker is installed; one may wait until the page is closed. A browser looks
   * for another one a second after a page was loaded, or later where it has much to do; so that
   * nobody has to guess when, it is told to.
   */
  private static final String SETTLED =
      """
      (() => {
        if (!window.workerAsked) {
          window.workerAsked = true;
          navigator.serviceWorker.getRegistration()
            .then((found) => found ? found.update().then(() => found, () => found) : null)
            .then((found) => { window.workerFound = { found }; });
        }
        const seen = window.workerFound;
        return !!seen && !(seen.found && seen.found.installing);
      })()
      """;

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration PULSE = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path folder;
  private final ProcessRunner processes = new ProcessRunner(System.getenv());

  /**
   * @param folder in which the profile is kept
   */
  public ReturningVisitor(Path folder) {
    this.folder = folder;
  }

  /** Opens the page, stays for a while, and reads what it says then. */
  public String visit(String url) throws IOException {
    return processes.converse(
        Command.of(folder, arguments()).withTimeout(LIMIT),
        OutputListener.NONE,
        () -> false,
        (said, told) -> read(url, said, told));
  }

  private String[] arguments() {
    var words = new ArrayList<String>();
    words.add(
        new Browsers(processes.executables(), folder).find().orElseThrow().program().toString());
    words.addAll(
        List.of(
            "--remote-debugging-pipe",
            "--headless=new",
            "--user-data-dir=" + folder.resolve("profile"),
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--password-store=basic"));
    if (System.getProperty("user.name").equals("root")) {
      // Chromium refuses to run as root with its own sandbox
      words.add("--no-sandbox");
    }
    return words.toArray(String[]::new);
  }

  private static String read(String url, InputStream said, OutputStream told) throws IOException {
    var connection = new Connection(said, told, _ -> {});
    Session tab = Session.open(connection);
    tab.call("Page.enable", Map.of());
    tab.call("Page.navigate", Map.of("url", url));
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!tab.evaluate("document.readyState", PATIENCE).asText().equals("complete")) {
      if (System.nanoTime() > until) {
        throw new IOException(url + " was not loaded in time");
      }
      connection.listen(PULSE);
    }
    connection.listen(STAYS);
    while (!isSettled(tab)) {
      if (System.nanoTime() > until) {
        throw new IOException("the worker of " + url + " was not ready in time");
      }
      connection.listen(PULSE);
    }
    connection.listen(READS);
    String text = tab.evaluate("document.body.innerText", PATIENCE).asText();
    close(connection);
    return text;
  }

  /** Not while a worker sends the page somewhere. */
  private static boolean isSettled(Session tab) throws IOException {
    try {
      return tab.evaluate(SETTLED, PATIENCE).asBoolean();
    } catch (NoAnswerException sentOn) {
      return false;
    }
  }

  /** What it knows of workers is in its profile when it ends by itself. */
  private static void close(Connection connection) throws IOException {
    connection.send("", "Browser.close", Map.of(), _ -> {});
    try {
      connection.listen(PATIENCE);
    } catch (EOFException ended) {
      return;
    }
    throw new IOException("the browser did not end");
  }
}
