package dev.freehold.bench;

import dev.freehold.base.Sha256;
import dev.freehold.bench.Rounds.Contestant;
import dev.freehold.file.DirectoryTree;
import dev.freehold.file.FileTree;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.git.AppRepository;
import dev.freehold.git.Repositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A folder becomes a commit. Both begin with the same folder and end with a synced repository. */
final class CommitRows {
  private static final int FILES = 2_000;
  private static final int CHANGED = 20;
  private static final int SIZE = 5_000;

  private final Shell shell;
  private final Path temporary;
  private final SourceFolder sources;
  private final Repositories repositories;
  private int count;

  CommitRows(Shell shell, Path temporary) throws IOException {
    this.shell = shell;
    this.temporary = temporary;
    this.sources = new SourceFolder(temporary.resolve("sources"), FILES, SIZE);
    this.repositories = new Repositories(new Home(temporary.resolve("home")), Clock.systemUTC());
  }

  void measure(Table table) throws Exception {
    try (repositories) {
      first(table);
      changed(table);
    }
  }

  private void first(Table table) throws Exception {
    var ours = new Fresh();
    var git = new Git("all", "fsync");
    var batch = new Git("all", "batch");
    var unsynced = new Git("none", "fsync");
    List<Samples> times =
        Rounds.alternate(
            3,
            5,
            new Contestant(ours::open, () -> ours.commit(DirectoryTree.of(sources.root))),
            new Contestant(git::init, git::commit),
            new Contestant(batch::init, batch::commit),
            new Contestant(unsynced::init, unsynced::commit));
    rows(table, "commit of 2,000 files of 5 kB", times.getFirst(), times.subList(1, 4));
  }

  private void changed(Table table) throws Exception {
    var ours = new Fresh();
    var afterIntake = new Fresh();
    var git = new Git("all", "fsync");
    var batch = new Git("all", "batch");
    var unsynced = new Git("none", "fsync");
    ours.open();
    ours.commit(DirectoryTree.of(sources.root));
    afterIntake.open();
    afterIntake.commit(withHashes());
    for (Git each : List.of(git, batch, unsynced)) {
      each.init();
      each.commit();
    }
    Map<String, Sha256> known = new HashMap<>();
    List<Samples> times =
        Rounds.alternate(
            5,
            11,
            new Contestant(
                () -> sources.change(CHANGED), () -> ours.commit(DirectoryTree.of(sources.root))),
            new Contestant(
                () -> known.putAll(hashes()),
                () -> afterIntake.commit(DirectoryTree.of(sources.root).knowing(known))),
            new Contestant(() -> {}, git::commit),
            new Contestant(() -> {}, batch::commit),
            new Contestant(() -> {}, unsynced::commit));
    rows(table, "commit of 20 changed of 2,000 files", times.getFirst(), times.subList(2, 5));
    Samples intake = times.get(1);
    table.row(
        "the same with the receipt's hashes, as in a deployment",
        intake.text(),
        times.get(2).text(),
        intake.timesFasterThan(times.get(2)) + " (goal 3×)");
  }

  private static void rows(Table table, String what, Samples ours, List<Samples> git) {
    List<String> names =
        List.of(
            "git add, git commit, every write synced",
            "git with core.fsyncMethod=batch",
            "git that syncs nothing");
    for (int i = 0; i < git.size(); i++) {
      table.row(
          i == 0 ? what : "the same against " + names.get(i),
          ours.text(),
          git.get(i).text(),
          ours.timesFasterThan(git.get(i)) + (i == 0 ? " (goal 3×)" : ""));
    }
  }

  private FileTree withHashes() throws IOException {
    return DirectoryTree.of(sources.root).knowing(hashes());
  }

  private Map<String, Sha256> hashes() throws IOException {
    var hashes = new HashMap<String, Sha256>();
    for (FileTree.Entry entry : DirectoryTree.of(sources.root).entries()) {
      hashes.put(entry.path(), Sha256.of(Files.readAllBytes(sources.root.resolve(entry.path()))));
    }
    return hashes;
  }

  /** A repository of Freehold that is empty at first. */
  private final class Fresh {
    private AppRepository repository;

    void open() {
      repository = repositories.open("app-" + count++);
    }

    void commit(FileTree files) {
      repository.importExport(files, List.of(), "lovable", "Export");
    }
  }

  /** The same folder as a work tree of git's. */
  private final class Git {
    private final Path folder = temporary.resolve("git-" + count++);
    private final String fsync;
    private final String method;
    private final Shell here;

    Git(String fsync, String method) {
      this.fsync = fsync;
      this.method = method;
      this.here =
          shell
              .in(sources.root)
              .with("GIT_DIR", folder.toString())
              .with("GIT_WORK_TREE", sources.root.toString());
    }

    void init() throws IOException, InterruptedException {
      Folders.delete(folder);
      here.run("git", "init", "-q");
    }

    void commit() throws IOException, InterruptedException {
      String[] sync = {"-c", "core.fsync=" + fsync, "-c", "core.fsyncMethod=" + method};
      here.run("git", sync[0], sync[1], sync[2], sync[3], "add", "-A");
      here.run("git", sync[0], sync[1], sync[2], sync[3], "commit", "-q", "-m", "Export");
    }
  }
}
