package dev.freehold.git;

import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * An app's repository: exports land on {@link #BUILDER}, people work on {@link #MAIN}, and every
 * export is merged into main. It is an ordinary bare repository: {@code git clone} and {@code git
 * push} to main work on {@link #folder}. Commit ids are 40 hex digits.
 */
public final class AppRepository {
  public static final String MAIN = "main";
  public static final String BUILDER = "builder";

  private static final int DIFF_PAGE = 200;
  private static final String[] HEADS = {
    Constants.R_HEADS, Constants.R_REMOTES, "refs/freehold/fetched/"
  };

  private final String app;
  private final Path folder;
  private final FileRepository repository;
  private final Clock clock;
  private final Branches branches;
  private final ReentrantLock importing = new ReentrantLock();

  /** Guarded by the lock. */
  private final KnownBlobs blobs = new KnownBlobs();

  AppRepository(String app, Path folder, FileRepository repository, Clock clock) {
    this.app = app;
    this.folder = folder;
    this.repository = repository;
    this.clock = clock;
    this.branches = new Branches(repository);
  }

  public Path folder() {
    return folder;
  }

  /**
   * Makes the export the whole tree of {@link #BUILDER}, and merges that into {@link #MAIN}. The
   * same export again changes nothing; after a crash, call it again.
   *
   * @param ownedPatterns like lines of {@code .gitignore}; what matches stays as it is on main
   * @param builder where the export came from, for example {@code lovable}; the commit's author
   * @throws UserError {@code git.conflict}: main is unchanged, builder has the export; {@code
   *     git.path-invalid}
   * @throws MachineError {@code git.busy}, {@code machine.io}
   */
  public ImportResult importExport(
      FileTree export, List<String> ownedPatterns, String builder, String message) {
    importing.lock();
    try {
      return new ExportImport(
              app, repository, branches, blobs, new OwnedPaths(ownedPatterns), builder, clock)
          .run(export, message);
    } catch (IOException e) {
      throw MachineError.io("Importing an export into " + folder, e);
    } finally {
      importing.unlock();
    }
  }

  /**
   * Moves {@link #MAIN} forward to a commit, when that has everything of main.
   *
   * @throws UserError {@code git.commit-unknown}
   * @throws MachineError {@code git.busy}, {@code machine.io}
   */
  public TakenOver takeOver(String commit) {
    ObjectId id = ObjectId.fromString(known(commit).id());
    importing.lock();
    try {
      return new FastForward(repository, branches, clock).run(id);
    } catch (IOException e) {
      throw failed(e);
    } finally {
      importing.unlock();
    }
  }

  /**
   * The files in which {@link #BUILDER} and {@link #MAIN} can't be merged.
   *
   * @param ownedPatterns as for {@link #importExport}
   * @param after the path after which this page begins; empty for the first page
   * @param limit how many files at most
   */
  public Conflicts conflicts(List<String> ownedPatterns, Optional<String> after, int limit) {
    return disputing(ownedPatterns, disputes -> disputes.page(after, limit));
  }

  /**
   * Both sides of one of them.
   *
   * @throws UserError {@code git.conflict-none}
   */
  public ConflictView conflict(List<String> ownedPatterns, String path) {
    return disputing(ownedPatterns, disputes -> disputes.view(path));
  }

  /**
   * Merges {@link #BUILDER} into {@link #MAIN}: where both changed something, with the side that
   * was chosen; with all that only one of them changed.
   *
   * @return main's new commit
   * @throws UserError {@code git.conflict-moved}, {@code git.conflict-none}, {@code
   *     git.conflict-unsettled}; nothing was changed
   * @throws MachineError {@code git.busy}, {@code machine.io}
   */
  public String settle(List<String> ownedPatterns, Solution solution) {
    return disputing(ownedPatterns, disputes -> disputes.settle(solution)).name();
  }

  /** A look holds the lock too: an import deletes objects that nobody seems to be writing. */
  private <T> T disputing(List<String> ownedPatterns, OfDisputes<T> work) {
    importing.lock();
    try {
      var owned = new OwnedPaths(ownedPatterns);
      return work.on(new Disputes(app, repository, branches, owned, clock));
    } catch (IOException e) {
      throw failed(e);
    } finally {
      importing.unlock();
    }
  }

  private interface OfDisputes<T> {
    T on(Disputes disputes) throws IOException;
  }

  /** The branch's newest commit; empty before the first export. */
  public Optional<String> head(String branch) {
    try {
      return branches.head(branch).map(ObjectId::name);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Names a commit; a tag that is there stays as it is.
   *
   * @return whether the tag names this commit
   * @throws UserError {@code git.commit-unknown}
   */
  public boolean tag(String name, String commit) {
    ObjectId id = ObjectId.fromString(known(commit).id());
    try {
      return new Tags(repository).name(name, id);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * The id of the commit's tree.
   *
   * @throws UserError {@code git.commit-unknown}
   */
  public String tree(String commit) {
    return known(commit).tree();
  }

  public boolean contains(String commit) {
    return commit(commit).isPresent();
  }

  public Optional<CommitInfo> commit(String id) {
    if (!ObjectId.isId(id)) {
      return Optional.empty();
    }
    try (var walk = new RevWalk(repository)) {
      return Optional.of(CommitInfo.of(walk.parseCommit(ObjectId.fromString(id))));
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** The branch's commits, newest first. */
  public List<CommitInfo> log(String branch, int limit) {
    try (var walk = new RevWalk(repository)) {
      var commits = new ArrayList<CommitInfo>();
      Optional<ObjectId> head = branches.head(branch);
      if (head.isPresent()) {
        walk.markStart(walk.parseCommit(head.get()));
        for (RevCommit c = walk.next(); c != null && commits.size() < limit; c = walk.next()) {
          commits.add(CommitInfo.of(c));
        }
      }
      return commits;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * The files of a commit; their bytes are read when opened.
   *
   * @throws UserError {@code git.commit-unknown}; {@code intake.link}, {@code git.submodule} and
   *     {@code git.name-not-utf8} for what people pushed and Freehold can't deploy
   */
  public FileTree files(String commit) {
    try {
      return CommitTree.of(repository, ObjectId.fromString(tree(commit)));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * The same, and none of them only points to where Git LFS has the real one.
   *
   * @throws UserError as {@link #files}, and {@code git.lfs-pointer}
   */
  public FileTree wholeFiles(String commit) {
    FileTree files = files(commit);
    try {
      LfsPointers.refuse(files);
    } catch (IOException e) {
      throw failed(e);
    }
    return files;
  }

  /**
   * What one commit's history has more than another's; empty when it has nothing more.
   *
   * @throws UserError {@code git.commit-unknown}
   */
  public Optional<Lead> lead(String of, String over) {
    ObjectId end = ObjectId.fromString(known(over).id());
    Instant newest = known(of).time();
    try (var walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(ObjectId.fromString(of)));
      walk.markUninteresting(walk.parseCommit(end));
      int commits = 0;
      Instant oldest = newest;
      for (RevCommit c = walk.next(); c != null; c = walk.next()) {
        commits++;
        Instant time = c.getCommitterIdent().getWhenAsInstant();
        oldest = time.isBefore(oldest) ? time : oldest;
      }
      return commits == 0 ? Optional.empty() : Optional.of(new Lead(commits, oldest, newest));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** The first page of {@link #diff(Optional, String, String, int)}. */
  public TreeDiff diff(String from, String to) {
    return diff(Optional.of(from), to, null, DIFF_PAGE);
  }

  /**
   * What changed from one commit to another.
   *
   * @param from empty to compare with nothing at all
   * @param after the path after which this page begins; null for the first page
   * @param limit how many files at most
   * @throws UserError {@code git.commit-unknown}
   */
  public TreeDiff diff(Optional<String> from, String to, @Nullable String after, int limit) {
    try (var comparison = comparison(from, to)) {
      return comparison.page(after, limit);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * What changed in one file; empty when nothing did.
   *
   * @param from empty to compare with nothing at all
   * @throws UserError {@code git.commit-unknown}
   */
  public Optional<TreeDiff.FileChange> diffOf(Optional<String> from, String to, String path) {
    try (var comparison = comparison(from, to)) {
      return comparison.file(path);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Where the branches are, and the remotes' as they were seen last, by the name of the ref: {@code
   * refs/heads/main}.
   */
  public SortedMap<String, String> heads() {
    try {
      var heads = new TreeMap<String, String>();
      for (Ref ref : repository.getRefDatabase().getRefsByPrefix(HEADS)) {
        Optional.ofNullable(ref.getObjectId()).ifPresent(id -> heads.put(ref.getName(), id.name()));
      }
      return heads;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Whether one commit has everything of another.
   *
   * @throws UserError {@code git.commit-unknown}
   */
  public boolean isMerged(String old, String now) {
    return ancestry(() -> new Ancestry(repository).contains(id(now), id(old)));
  }

  /**
   * The newest commit that both have; empty when they have none in common.
   *
   * @throws UserError {@code git.commit-unknown}
   */
  public Optional<String> base(String a, String b) {
    return ancestry(() -> new Ancestry(repository).base(id(a), id(b)).map(ObjectId::name));
  }

  /**
   * How many commits one has that another lacks, merges not counted.
   *
   * @param from empty to count all
   * @param limit nobody counts further
   * @throws UserError {@code git.commit-unknown}
   */
  public int commitsSince(Optional<String> from, String to, int limit) {
    return ancestry(() -> new Ancestry(repository).changes(from.map(this::id), id(to), limit));
  }

  private interface Question<T> {
    T ask() throws IOException;
  }

  private <T> T ancestry(Question<T> question) {
    try {
      return question.ask();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private ObjectId id(String commit) {
    return ObjectId.fromString(known(commit).id());
  }

  /**
   * The paths that differ, without looking into any file.
   *
   * @param from empty to compare with nothing at all
   * @throws UserError {@code git.commit-unknown}
   */
  public ChangedPaths changes(Optional<String> from, String to) {
    try (var comparison = comparison(from, to)) {
      return comparison.paths();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private TreeComparison comparison(Optional<String> from, String to) throws IOException {
    return new TreeComparison(
        repository,
        from.map(commit -> ObjectId.fromString(tree(commit))),
        ObjectId.fromString(tree(to)));
  }

  private CommitInfo known(String commit) {
    return commit(commit)
        .orElseThrow(
            () ->
                new UserError(
                    "git.commit-unknown",
                    "The app's repository has no commit " + commit + ".",
                    "Look at git log --all in " + folder + " for the commits that exist."));
  }

  private MachineError failed(IOException e) {
    return MachineError.io("Reading the repository " + folder, e);
  }

  void close() {
    repository.close();
  }
}
