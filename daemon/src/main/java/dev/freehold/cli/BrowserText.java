package dev.freehold.cli;

import dev.freehold.browser.Browser;
import dev.freehold.browser.NativeHost;
import dev.freehold.browser.Registered;
import dev.freehold.cli.output.Paint;
import dev.freehold.cli.output.Table;
import java.util.List;

/** Browsers, for people. */
final class BrowserText {
  private final Session session;
  private final Paint paint;

  BrowserText(Session session) {
    this.session = session;
    this.paint = session.paint();
  }

  String installed(NativeHost.Installed installed) {
    var table = new Table();
    for (Browser browser : installed.browsers()) {
      table.row(
          paint.bold(browser.title()),
          installed.changed().contains(browser.manifest()) ? paint.green("ready") : "was ready",
          browser.manifest().toString());
    }
    for (Browser browser : installed.impossible()) {
      table.row(
          paint.bold(browser.title()),
          paint.yellow("left out"),
          "it can't start programs outside of its box");
    }
    return table.text() + next();
  }

  String status(NativeHost host) {
    List<Registered> browsers = host.status();
    if (browsers.isEmpty()) {
      return "No browser was found.\n";
    }
    var table = new Table();
    for (Registered registered : browsers) {
      table.row(paint.bold(registered.browser().title()), state(registered), registered.reason());
    }
    return table.text();
  }

  private String state(Registered registered) {
    return switch (registered.state()) {
      case INSTALLED -> paint.green("ready");
      case MISSING -> paint.dim("not installed");
      case CHANGED -> paint.yellow("changed");
      case FOREIGN -> paint.red("foreign");
      case BROKEN -> paint.red("broken");
      case IMPOSSIBLE -> paint.yellow("not possible");
    };
  }

  /** What is left to do is in the browser. */
  private String next() {
    return """

    Three clicks remain, in each of them:
      1. Open %s and switch on "Developer mode".
      2. Press "Load unpacked" and choose this folder:
         %s
      3. Open your project in Lovable, Bolt or Base44 and press Deploy.
    """
        .formatted(paint.bold("chrome://extensions"), session.surroundings().extension().built());
  }
}
