package dev.freehold.targets.site;

/** The few pages that come from us and not from the app. */
public enum OwnPage {
  NOT_FOUND("Page not found", "There is nothing at this address."),
  NOTHING_LIVE("Nothing is live here yet", "This app was not deployed here so far."),
  NOT_RUNNING(
      "This app's server does not answer",
      "It is started again by itself. Please try again in a moment.");

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

  private final String title;
  private final String text;

  OwnPage(String title, String text) {
    this.title = title;
    this.text = text;
  }

  public String html() {
    return PAGE.formatted(title, text);
  }

  /** For programs. */
  public String plain() {
    return title + ". " + text;
  }
}
