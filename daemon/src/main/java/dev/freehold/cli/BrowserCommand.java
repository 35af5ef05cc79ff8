package dev.freehold.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.browser.Browser;
import dev.freehold.browser.NativeHost;
import dev.freehold.browser.Registered;
import dev.freehold.file.Launch;
import dev.freehold.file.WrittenFiles.Removal;
import dev.freehold.host.ExtensionIds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The native host, as browsers know it. */
final class BrowserCommand {
  private BrowserCommand() {}

  /** {@code browser install}. */
  @Command(
      description = "Let Freehold's extension reach this Freehold, in every browser found.",
      footer = {
        "",
        "The PATH and the FREEHOLD_ variables of this terminal are kept for the extension; install"
            + " it again to change them."
      })
  static final class Install implements Callable<Integer> {
    private final Session session;

    @Option(
        names = "--folder",
        paramLabel = "DIR",
        description =
            "Settings folder (user data directory) of one more browser, such as a portable one."
                + " Can be given several times.")
    List<Path> folders = new ArrayList<>();

    @Option(names = "--force", description = "Replace host manifests that somebody else wrote.")
    boolean force;

    @Mixin JsonChoice json = new JsonChoice();

    Install(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      Surroundings around = session.surroundings();
      NativeHost host = around.nativeHost();
      NativeHost.Installed installed =
          host.install(
              Launch.of(around.launcher(), around.home(), around.environment()),
              folders.stream().map(dir -> around.folder().resolve(dir).normalize()).toList(),
              force);
      ExtensionFolder extension = around.extension();
      if (extension.isOutdated()) {
        session.terminal().note("Building the extension (first use, about half a minute)…");
        extension.build(around.processes(), around.environment());
      }
      if (json.on) {
        session.print(
            status(host)
                .put("extension", extension.built().toString())
                .set("changed", paths(installed.changed())));
      } else {
        session.terminal().print(new BrowserText(session).installed(installed));
      }
      return ExitCode.DONE.number();
    }
  }

  /** {@code browser uninstall}. */
  @Command(description = "Remove what 'browser install' wrote, and nothing else.")
  static final class Uninstall implements Callable<Integer> {
    private final Session session;

    @Mixin JsonChoice json = new JsonChoice();

    Uninstall(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      Removal removal = session.surroundings().nativeHost().uninstall();
      if (!removal.kept().isEmpty()) {
        throw changed(removal);
      }
      if (json.on) {
        ObjectNode document = Json.mapper().createObjectNode();
        document.set("removed", paths(removal.removed()));
        session.print(document);
      } else {
        session
            .terminal()
            .print(
                removal.removed().isEmpty()
                    ? "There was nothing to remove.\n"
                    : removal.removed().stream()
                        .map(path -> "Removed " + path + "\n")
                        .collect(Collectors.joining()));
      }
      return ExitCode.DONE.number();
    }

    private static UserError changed(Removal removal) {
      String kept = removal.kept().stream().map(Path::toString).collect(Collectors.joining(" "));
      return new UserError(
          "browser.changed-file",
          "Changed since Freehold wrote it, and therefore not removed: "
              + kept
              + (removal.removed().isEmpty() ? "." : ". The other files are removed."),
          "Look at it. To remove it: rm " + kept);
    }
  }

  /** {@code browser status}. */
  @Command(description = "Show which browsers were found and which reach this Freehold.")
  static final class Status implements Callable<Integer> {
    private final Session session;

    @Mixin JsonChoice json = new JsonChoice();

    Status(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      NativeHost host = session.surroundings().nativeHost();
      if (json.on) {
        session.print(status(host));
      } else {
        session.terminal().print(new BrowserText(session).status(host));
      }
      return ExitCode.DONE.number();
    }
  }

  private static ObjectNode status(NativeHost host) {
    ObjectNode document = Json.mapper().createObjectNode();
    document.put("installed", host.isInstalled());
    document.put("script", host.script().toString());
    ExtensionIds.PINNED.forEach(document.putArray("extensionIds")::add);
    ArrayNode browsers = document.putArray("browsers");
    for (Registered registered : host.status()) {
      Browser browser = registered.browser();
      browsers
          .addObject()
          .put("name", browser.name())
          .put("kind", Json.tree(browser.kind()).asText())
          .put("folder", browser.folder().toString())
          .put("manifest", browser.manifest().toString())
          .put("state", Json.tree(registered.state()).asText())
          .put("reason", registered.reason());
    }
    return document;
  }

  private static ArrayNode paths(List<Path> paths) {
    ArrayNode list = Json.mapper().createArrayNode();
    paths.forEach(path -> list.add(path.toString()));
    return list;
  }
}
