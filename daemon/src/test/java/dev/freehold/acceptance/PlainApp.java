package dev.freehold.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A site of a few files that needs no build. */
final class PlainApp {
  private static final int NOTES = 7;

  private PlainApp() {}

  /** Ten files: the start page names the marker, and so does its script. */
  static Path write(Path folder, String marker) throws IOException {
    Files.createDirectories(folder.resolve("notes"));
    Files.writeString(folder.resolve("index.html"), page(marker));
    Files.writeString(folder.resolve("app.js"), "globalThis.marker = '" + marker + "';\n");
    Files.writeString(
        folder.resolve("about.html"), "<!doctype html><html lang=en><title>About</title><p>We</p>");
    for (int i = 1; i <= NOTES; i++) {
      Files.writeString(folder.resolve("notes/" + i + ".txt"), "note " + i + "\n");
    }
    return folder;
  }

  static String page(String marker) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <title>Page</title>
    <script src="/app.js"></script>
    </head>
    <body>
    <h1>Welcome</h1>
    <p>%s</p>
    </body>
    </html>
    """
        .formatted(marker);
  }
}
