package dev.freehold.render;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a browser is told to show one page and end. */
final class BrowserArguments {
  private BrowserArguments() {}

  static List<String> of(Browser browser, Page page, Path profile, Path picture, Path requests) {
    var argv = new ArrayList<String>();
    argv.add(browser.program().toString());
    argv.addAll(
        List.of(
            "--headless=new",
            "--user-data-dir=" + profile.resolve("profile"),
            "--screenshot=" + picture,
            "--log-net-log=" + requests,
            "--dump-dom",
            "--enable-logging=stderr",
            "--log-level=0",
            "--hide-scrollbars",
            // timers of the first five seconds run at once; what still loads after eight is left
            "--virtual-time-budget=5000",
            "--timeout=8000",
            "--host-resolver-rules=" + page.resolverRule(),
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-extensions",
            "--disable-sync",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-breakpad",
            "--mute-audio",
            "--password-store=basic",
            "--use-mock-keychain"));
    argv.addAll(page.window().arguments());
    if (System.getProperty("user.name").equals("root")) {
      // Chromium refuses to run as root with its own sandbox
      argv.add("--no-sandbox");
    }
    argv.add(page.address());
    return List.copyOf(argv);
  }
}
