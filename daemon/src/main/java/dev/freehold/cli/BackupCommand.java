package dev.freehold.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.backup.Archive;
import dev.freehold.backup.Backup;
import dev.freehold.backup.BackupFile;
import dev.freehold.backup.Restoring;
import dev.freehold.base.Json;
import dev.freehold.base.Units;
import dev.freehold.base.UserError;
import dev.freehold.cli.output.Progress;
import dev.freehold.file.Home;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One archive of everything, and everything from it. */
final class BackupCommand {
  private BackupCommand() {}

  /** {@code backup}. */
  @Command(
      description = "Write one archive of everything that Freehold keeps, while it runs.",
      footer = {
        "",
        "Whoever has the archive and the key can read your variables: keep it as you keep the home."
      })
  static final class Make implements Callable<Integer> {
    private final Session session;

    @Parameters(
        arity = "0..1",
        paramLabel = "FILE",
        description =
            "A file that is not there yet, or a folder; the current one if not said. In a folder it"
                + " is named freehold-YYYYMMDD-HHMMSS.tar.gz, in UTC.")
    Path file = Path.of(".");

    @Option(
        names = "--without-key",
        description = "Leave out the key, without which stored variables can't be read.")
    boolean withoutKey;

    @Mixin JsonChoice json = new JsonChoice();

    Make(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      Surroundings around = session.surroundings();
      long begun = System.nanoTime();
      BackupFile target =
          BackupFile.of(
              around.folder().resolve(file).normalize(), around.home(), around.clock().instant());
      try (var progress = new Progress(session.terminal(), json.on);
          var _ = new OnInterrupt(target::discard)) {
        progress.begin("back up");
        var run = new BackupRun(session, target, !withoutKey);
        BackupRun.Result result = run.make(progress);
        String millis = Units.millis((System.nanoTime() - begun) / 1_000_000);
        progress.done(
            "back up",
            Units.count(result.made().files(), "file")
                + ", "
                + Units.bytes(result.made().bytes())
                + ", "
                + millis);
        show(target, result);
      } finally {
        target.discard();
      }
      return ExitCode.DONE.number();
    }

    private void show(BackupFile target, BackupRun.Result result) {
      Backup.Made made = result.made();
      if (json.on) {
        ObjectNode document =
            Json.mapper()
                .createObjectNode()
                .put("file", target.file().toString())
                .put("files", made.files())
                .put("bytes", made.bytes())
                .put("key", result.keyIncluded());
        document.put("keyFile", result.keyFile().toString());
        document.set("leftOut", Json.tree(made.leftOut()));
        document.set("changed", Json.tree(made.changed()));
        session.print(document);
        return;
      }
      made.leftOut()
          .forEach(name -> session.terminal().note("Left out, because it is a link: " + name));
      made.changed()
          .forEach(
              name ->
                  session
                      .terminal()
                      .note("Became shorter while it was read, so its end is empty: " + name));
      if (!result.keyIncluded()) {
        session
            .terminal()
            .note(
                "The key is not in it: keep a copy of "
                    + result.keyFile()
                    + " elsewhere. Without it the stored variables can't be read.");
      }
      session.terminal().print(target.file() + "\n");
    }
  }

  /** {@code backup restore}. */
  @Command(description = "Make a home from an archive, where none is yet.")
  static final class Restore implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "What 'freehold backup' wrote.")
    Path file = Path.of("");

    @Mixin JsonChoice json = new JsonChoice();

    Restore(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      Surroundings around = session.surroundings();
      Home home = around.home();
      if (session.starter().answers()) {
        throw new UserError(
            "backup.daemon-running",
            "A daemon runs for the home " + home.root() + ".",
            "Set FREEHOLD_HOME to a folder that is empty or not there yet. To replace this home:"
                + " freehold daemon stop --serving, move it away, and restore again.");
      }
      Restoring.refuseUsed(home);
      Archive archive;
      try (var progress = new Progress(session.terminal(), json.on)) {
        progress.begin("check the archive");
        archive = Archive.checked(around.folder().resolve(file).normalize());
        progress.done("check the archive", "Freehold " + archive.marker().freehold());
        progress.begin("restore");
        Restoring.into(home, archive);
        progress.done("restore", Units.bytes(archive.bytes()));
      }
      if (json.on) {
        session.print(
            Json.mapper()
                .createObjectNode()
                .put("home", home.root().toString())
                .put("bytes", archive.bytes())
                .put("madeAt", Json.tree(archive.marker().madeAt()).asText())
                .put("freehold", archive.marker().freehold())
                .put("key", archive.marker().key()));
      } else {
        session.terminal().print(text(home, archive, around.program()));
      }
      return ExitCode.DONE.number();
    }

    private static String text(Home home, Archive archive, String program) {
      var text = new StringBuilder("Restored into " + home.root() + ".\n");
      if (!archive.marker().key()) {
        text.append(
            """
            The key is not in this backup. Before you start it, put the key at %s (chmod 600),
            or name it with FREEHOLD_KEY_FILE; else variables can't be read.
            """
                .formatted(home.encryptionKey()));
      }
      return text.append(
              """
              Start it:                    %1$s daemon start
              See what is missing here:    %1$s doctor
              Connect browsers again:      %1$s browser install
              Look at each of your places: %1$s target verify NAME
              Logins that are not in the home (ssh, AWS, Vercel, gh) are not in a backup.
              """
                  .formatted(program))
          .toString();
    }
  }
}
