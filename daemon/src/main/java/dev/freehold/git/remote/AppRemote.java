package dev.freehold.git.remote;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.git.AppRepository;
import dev.freehold.git.FetchRepository;
import dev.freehold.git.TakenOver;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/**
 * The remote of one app's repository. One thing at a time: the caller sees to it that no two run at
 * once for one app.
 */
public final class AppRemote {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
  private static final List<String> BRANCHES = List.of(AppRepository.MAIN, AppRepository.BUILDER);

  private final AppRepository app;
  private final String name;
  private final RemoteUrl url;
  private final RemoteLine line;

  /**
   * @param name under which the remote's branches are remembered: lower-case letters, digits, -
   */
  public AppRemote(AppRepository app, String name, RemoteUrl url, RemoteLine line) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a name of a remote: " + name);
    }
    this.app = app;
    this.name = name;
    this.url = url;
    this.line = line;
  }

  /** Whether a branch can have that name. */
  public static boolean isBranchName(String name) {
    return Repository.isValidRefName(Constants.R_HEADS + name);
  }

  /**
   * Pushes refs, each only forward and only from where the remote was at the last {@link #pull} or
   * push. A ref that was never seen there must be new. Never overwrites anything.
   *
   * @throws FreeholdException {@code git.branch-missing} when we have no such ref; {@code
   *     git.auth-required}, {@code git.not-found}, {@code git.unreachable}, {@code
   *     git.fetch-failed} for a line that broke, and those of {@code ssh}; push again after any
   */
  public PushResult push(List<PushedRef> refs) {
    var said =
        line.talk(
            url,
            app.folder(),
            "Pushing to",
            (transport, repository) ->
                new Push(repository, new Remembered(repository, name)).run(transport, refs));
    return new PushResult(said.value(), said.login());
  }

  /**
   * Fetches {@code main} and {@code builder} with their history and says how ours are related to
   * them. Moves no branch of ours.
   *
   * @throws FreeholdException as {@link #push}, and {@code git.too-large}
   */
  public PullResult pull() {
    return pull(BRANCHES, Pull.Ours.HEADS);
  }

  /**
   * Fetches branches with their history and says how a commit of ours is related to each. Moves no
   * branch of ours.
   *
   * @param ours that our repository has; empty when there is none yet
   * @throws FreeholdException as {@link #pull()}
   */
  public PullResult pull(List<String> branches, Optional<String> ours) {
    return pull(branches, Pull.Ours.commit(ours));
  }

  private PullResult pull(List<String> branches, Pull.Ours ours) {
    var said =
        line.talk(
            url,
            app.folder(),
            "Fetching from",
            (transport, repository) ->
                new Pull(repository, new Remembered(repository, name), ours)
                    .run(transport, branches));
    return new PullResult(said.value().branches(), said.value().tags(), said.login());
  }

  /**
   * What the remote has at this moment. Writes nothing, here or there.
   *
   * @throws FreeholdException as {@link #push}
   */
  public RemoteRefs look() {
    var said = line.talk(url, app.folder(), "Looking at", (transport, _) -> Pull.look(transport));
    var ids = new TreeMap<String, String>();
    said.value().ids().forEach((ref, id) -> ids.put(ref, id.name()));
    return new RemoteRefs(ids, said.value().defaultBranch(), said.login());
  }

  /** As {@link #pull()}, by what the last pull or push saw: the server is not asked. */
  public List<PullResult.Branch> seen() {
    return seen(BRANCHES, Pull.Ours.HEADS);
  }

  /** As {@link #pull(List, Optional)}, by what the last pull saw: the server is not asked. */
  public List<PullResult.Branch> seen(List<String> branches, Optional<String> ours) {
    return seen(branches, Pull.Ours.commit(ours));
  }

  private List<PullResult.Branch> seen(List<String> branches, Pull.Ours ours) {
    try (var repository = FetchRepository.open(app.folder(), 0)) {
      return new Pull(repository, new Remembered(repository, name), ours).compare(branches);
    } catch (IOException e) {
      throw MachineError.io("Reading the repository " + app.folder(), e);
    }
  }

  /** What is remembered of all other branches is forgotten. */
  public void keepOnly(Set<String> branches) {
    try (var repository = FetchRepository.open(app.folder(), 0)) {
      new Remembered(repository, name).forgetOthers(branches);
    } catch (IOException e) {
      throw MachineError.io("Reading the repository " + app.folder(), e);
    }
  }

  /** The remote is no longer this app's: nothing of it is remembered. */
  public void forget() {
    try (var repository = FetchRepository.open(app.folder(), 0)) {
      new Remembered(repository, name).forgetAll();
    } catch (IOException e) {
      throw MachineError.io("Reading the repository " + app.folder(), e);
    }
  }

  /**
   * Somebody has seen that the remote's branch was rewritten or deleted: from now on it counts as
   * seen where it was at the last {@link #pull}.
   *
   * @param seen what they saw; empty for a branch that was deleted
   * @throws UserError {@code git.remote-moved} when it was something else
   */
  public void follow(String branch, Optional<String> seen) {
    try (var repository = FetchRepository.open(app.folder(), 0)) {
      var remembered = new Remembered(repository, name);
      Optional<ObjectId> fetched = remembered.fetched(branch);
      if (!fetched.map(ObjectId::name).equals(seen)) {
        throw moved(branch);
      }
      if (fetched.isPresent()) {
        remembered.learn(branch, fetched.get());
      } else {
        remembered.forget(branch);
      }
    } catch (IOException e) {
      throw MachineError.io("Reading the repository " + app.folder(), e);
    }
  }

  /**
   * Moves our {@code main} forward to the remote's, as it was at the last {@link #pull}.
   *
   * @param seen the remote's head that somebody looked at
   * @throws UserError {@code git.remote-moved} when it is no longer that
   * @throws MachineError {@code git.busy}
   */
  public TakenOver takeOver(String seen) {
    try (var repository = FetchRepository.open(app.folder(), 0)) {
      Optional<ObjectId> known = new Remembered(repository, name).known(AppRepository.MAIN);
      if (!known.map(ObjectId::name).equals(Optional.of(seen))) {
        throw moved(AppRepository.MAIN);
      }
    } catch (IOException e) {
      throw MachineError.io("Reading the repository " + app.folder(), e);
    }
    return app.takeOver(seen);
  }

  private UserError moved(String branch) {
    return new UserError(
        "git.remote-moved",
        "Branch " + branch + " of " + url + " is no longer what was shown.",
        "Look at what the remote has now, and decide again.");
  }
}
