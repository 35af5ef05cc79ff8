package dev.freehold.render;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a browser is started that is told over a pipe what to show. */
final class BrowserArguments {
  private BrowserArguments() {}

  static List<String> of(Browser browser, Page page, Path profile) {
    var argv = new ArrayList<String>();
    argv.add(browser.program().toString());
    argv.addAll(
        List.of(
            "--remote-debugging-pipe",
            "--headless=new",
            "--user-data-dir=" + profile.resolve("profile"),
            "--hide-scrollbars",
            "--host-resolver-rules=" + page.resolverRule(),
            // pages that draw with WebGL do so on machines without a graphics card, too
            "--enable-unsafe-swiftshader",
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
    if (System.getProperty("user.name").equals("root")) {
      // Chromium refuses to run as root with its own sandbox
      argv.add("--no-sandbox");
    }
    return List.copyOf(argv);
  }
}
