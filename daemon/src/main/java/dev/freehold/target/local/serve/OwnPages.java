package dev.freehold.target.local.serve;

/** The few pages that come from us and not from the app. */
final class OwnPages {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%1$s</title>
      <style>
      :root { color-scheme: light dark; font: 1.125rem/1.6 system-ui, sans-serif }
      body { max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem }
      </style>
      </head>
      <body>
      <main>
      <h1>%1$s</h1>
      <p>%2$s</p>
      </main>
      </body>
      </html>
      """;

  private OwnPages() {}

  static Answer notFound(Visit visit) {
    return page(404, visit, "Page not found", "There is nothing at this address.");
  }

  static Answer nothingLive(Visit visit) {
    return page(404, visit, "Nothing is live here yet", "This app was not deployed here so far.");
  }

  static Answer notRunning(Visit visit) {
    return page(
            503,
            visit,
            "This app's server does not answer",
            "It is started again by itself. Please try again in a moment.")
        .with("Retry-After", "5");
  }

  private static Answer page(int status, Visit visit, String title, String text) {
    return visit.wantsPage()
        ? Answer.text(status, "text/html", PAGE.formatted(title, text))
        : Answer.plain(status, title + ". " + text);
  }
}
