package dev.freehold.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A repository that a builder syncs an app to: each of its commits is the whole app. */
public final class BuilderRepository {
  private final Path folder;
  private final GitCli git;
  private Instant now = Instant.parse("2026-01-01T10:00:00Z");
  private Map<String, String> files = new TreeMap<>();

  /**
   * @param folder made anew, bare, with the default branch main
   */
  public BuilderRepository(Path folder, GitCli git) throws Exception {
    this.folder = Files.createDirectories(folder);
    this.git = git;
    git.run(folder, "init", "-q", "--bare", "-b", "main", ".");
  }

  public Path folder() {
    return folder;
  }

  /** When the next commits are made; a minute passes with each. */
  public BuilderRepository at(String time) {
    now = Instant.parse(time);
    return this;
  }

  /** The builder writes a file. */
  public BuilderRepository writes(String path, String text) {
    files.put(path, text);
    return this;
  }

  /** The builder begins anew. */
  public BuilderRepository without() {
    files = new TreeMap<>();
    return this;
  }

  /** What it has becomes the branch's next commit. */
  public String pushes(String branch, String message) throws Exception {
    return pushes(branch, branch, message);
  }

  /**
   * @param from the branch that the commit goes on from; one that is not there for none
   */
  public String pushes(String branch, String from, String message) throws Exception {
    String tree = tree();
    GitCli.Result parent = git("rev-parse", "--verify", "-q", "refs/heads/" + from);
    long seconds = now.getEpochSecond();
    String who = "lovable-dev[bot] <bot@lovable.dev> " + seconds + " +0000\n";
    Path text = folder.resolve("commit.txt");
    Files.writeString(
        text,
        "tree "
            + tree
            + "\n"
            + (parent.exit() == 0 ? "parent " + parent.output().strip() + "\n" : "")
            + "author "
            + who
            + "committer "
            + who
            + "\n"
            + message
            + "\n");
    now = now.plusSeconds(60);
    String commit = run("hash-object", "-t", "commit", "-w", text.toString());
    run("update-ref", "refs/heads/" + branch, commit);
    return commit;
  }

  /** The branch has its files, and none of its history. */
  public String rewrites(String branch, String message) throws Exception {
    return pushes(branch, "nowhere", message);
  }

  public void deletes(String branch) throws Exception {
    run("update-ref", "-d", "refs/heads/" + branch);
  }

  public void makesDefault(String branch) throws Exception {
    run("symbolic-ref", "HEAD", "refs/heads/" + branch);
  }

  /** Something that is no ordinary file. */
  public String pushesEntry(String branch, String mode, String id, String path) throws Exception {
    tree();
    run("update-index", "--add", "--cacheinfo", mode + "," + id + "," + path);
    String commit = run("commit-tree", "-m", "Add " + path, run("write-tree"));
    run("update-ref", "refs/heads/" + branch, commit);
    return commit;
  }

  private String tree() throws Exception {
    run("read-tree", "--empty");
    Path text = folder.resolve("file.txt");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(text, file.getValue());
      String blob = run("hash-object", "-w", text.toString());
      run("update-index", "--add", "--cacheinfo", "100644," + blob + "," + file.getKey());
    }
    return run("write-tree");
  }

  private String run(String... arguments) throws Exception {
    return git.run(folder, arguments).strip();
  }

  private GitCli.Result git(String... arguments) throws Exception {
    return git.attempt(folder, arguments);
  }
}
