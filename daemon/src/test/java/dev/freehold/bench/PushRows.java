package dev.freehold.bench;

import dev.freehold.bench.Rounds.Contestant;
import dev.freehold.file.DirectoryTree;
import dev.freehold.file.Home;
import dev.freehold.git.AppRepository;
import dev.freehold.git.GitCli;
import dev.freehold.git.GitHttpServer;
import dev.freehold.git.Repositories;
import dev.freehold.git.remote.AppRemote;
import dev.freehold.git.remote.NoKeptLogins;
import dev.freehold.git.remote.NoSsh;
import dev.freehold.git.remote.PushOutcome;
import dev.freehold.git.remote.PushedRef;
import dev.freehold.git.remote.RemoteLine;
import dev.freehold.git.remote.RemoteLogins;
import dev.freehold.git.remote.RemoteUrl;
import dev.freehold.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An app's branches go to a git server over HTTP. Both push the same commits to a repository of
 * their own there; Freehold looks first at what it has, as it always does.
 */
final class PushRows {
  private static final int FILES = 2_000;
  private static final int CHANGED = 20;
  private static final int SIZE = 5_000;
  private static final List<PushedRef> BRANCHES =
      List.of(PushedRef.branch(AppRepository.BUILDER), PushedRef.branch(AppRepository.MAIN));

  private final Path temporary;
  private final Path served;
  private final SourceFolder sources;
  private final Repositories repositories;
  private final AppRepository app;
  private final GitCli git;
  private final RemoteLine line;
  private int hubs;

  PushRows(Path temporary) throws IOException {
    this.temporary = temporary;
    this.served = Files.createDirectory(temporary.resolve("served"));
    this.sources = new SourceFolder(temporary.resolve("sources"), FILES, SIZE);
    this.repositories = new Repositories(new Home(temporary.resolve("home")), Clock.systemUTC());
    this.app = repositories.open("shop");
    this.git = new GitCli(temporary.resolve("owner"));
    Map<String, String> environment = git.environment();
    this.line =
        new RemoteLine(
            new RemoteLogins(
                new ProcessRunner(environment),
                environment,
                temporary,
                "127.0.0.1",
                new NoKeptLogins()),
            new NoSsh(),
            Duration.ofSeconds(30),
            1L << 30);
  }

  void measure(Table table) throws Exception {
    try (repositories;
        var server = new GitHttpServer(served, git)) {
      export();
      var ours = new ByFreehold(server);
      var byHand = new ByHand(server);
      List<Samples> first =
          Rounds.alternate(
              2,
              7,
              new Contestant(ours::another, ours::push),
              new Contestant(byHand::another, byHand::push));
      row(table, "push of 2,000 files of 5 kB", first);
      List<Samples> changed =
          Rounds.alternate(
              2,
              11,
              new Contestant(this::change, ours::push),
              new Contestant(byHand::fetch, byHand::push));
      row(table, "push of 20 changed of 2,000 files", changed);
      List<Samples> nothing =
          Rounds.alternate(
              2, 11, new Contestant(() -> {}, ours::push), new Contestant(() -> {}, byHand::push));
      row(table, "push of nothing new", nothing);
    }
  }

  private static void row(Table table, String what, List<Samples> times) {
    table.row(
        what,
        times.get(0).text(),
        times.get(1).text(),
        times.get(0).timesFasterThan(times.get(1)) + " of git push, builder and main");
  }

  private void export() throws IOException {
    app.importExport(DirectoryTree.of(sources.root), List.of(), "lovable", "Export");
  }

  private void change() throws IOException {
    sources.change(CHANGED);
    export();
  }

  private String hub(GitHttpServer server) throws Exception {
    String name = "hub-" + hubs++ + ".git";
    git.run(served, "init", "-q", "--bare", "-b", "main", name);
    git.run(served.resolve(name), "config", "http.receivepack", "true");
    return server.url("/open/" + name);
  }

  private final class ByFreehold {
    private final GitHttpServer server;
    private AppRemote remote;

    ByFreehold(GitHttpServer server) throws Exception {
      this.server = server;
      this.remote = at(hub(server));
    }

    private AppRemote at(String url) {
      return new AppRemote(app, "origin", RemoteUrl.parse(url), line);
    }

    void another() throws Exception {
      remote.forget();
      remote = at(hub(server));
    }

    void push() {
      remote.pull();
      for (PushOutcome outcome : remote.push(BRANCHES).outcomes()) {
        if (outcome instanceof PushOutcome.Refused) {
          throw new IllegalStateException(outcome.toString());
        }
      }
    }
  }

  /** A clone of the app's repository, as a developer has one. */
  private final class ByHand {
    private final GitHttpServer server;
    private final Path clone = temporary.resolve("clone.git");
    private String url;

    ByHand(GitHttpServer server) throws Exception {
      this.server = server;
      this.url = hub(server);
      git.run(temporary, "clone", "-q", "--mirror", app.folder().toString(), clone.toString());
    }

    void another() throws Exception {
      url = hub(server);
    }

    void fetch() throws Exception {
      git.run(clone, "fetch", "-q", "origin", "+refs/heads/*:refs/heads/*");
    }

    void push() throws Exception {
      git.run(clone, "push", "-q", url, "builder", "main");
    }
  }
}
