package dev.freehold.git.remote;

import dev.freehold.base.UserError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;

/**
 * Pushes refs in one connection: all or none where the server can do that, each only forward, and
 * only from where the remote was when we last looked.
 */
final class Push {
  private final Repository repository;
  private final Remembered remembered;

  Push(Repository repository, Remembered remembered) {
    this.repository = repository;
    this.remembered = remembered;
  }

  /**
   * @throws UserError {@code git.branch-missing} when we have no such ref
   */
  List<PushOutcome> run(Transport transport, List<PushedRef> refs) throws IOException {
    transport.setPushAtomic(true);
    try {
      return push(transport, refs);
    } catch (TransportException e) {
      if (!String.valueOf(e.getMessage()).contains(JGitText.get().atomicPushNotSupported)) {
        throw e;
      }
      transport.setPushAtomic(false);
      return push(transport, refs);
    }
  }

  private List<PushOutcome> push(Transport transport, List<PushedRef> refs) throws IOException {
    var updates = new ArrayList<RemoteRefUpdate>();
    for (PushedRef ref : refs) {
      updates.add(update(ref));
    }
    var answer = new PushAnswer(transport.push(NullProgressMonitor.INSTANCE, updates), repository);
    var outcomes = new ArrayList<PushOutcome>();
    for (PushedRef ref : refs) {
      PushOutcome outcome = answer.about(ref);
      remember(outcome);
      outcomes.add(outcome);
    }
    return outcomes;
  }

  private RemoteRefUpdate update(PushedRef ref) throws IOException {
    ObjectId id = remembered.at(ref.ours()).orElseThrow(() -> missing(ref));
    ObjectId expected = lease(ref).orElse(ObjectId.zeroId());
    return new RemoteRefUpdate(repository, ref.ours(), id, ref.theirs(), false, null, expected);
  }

  /** A tag must not be there, or be the same. */
  private Optional<ObjectId> lease(PushedRef ref) throws IOException {
    return ref.isTag() ? Optional.empty() : remembered.known(branch(ref));
  }

  private void remember(PushOutcome outcome) throws IOException {
    switch (outcome) {
      case PushOutcome.Pushed pushed -> learn(pushed.ref(), pushed.to());
      case PushOutcome.UpToDate same -> learn(same.ref(), same.id());
      case PushOutcome.Moved _, PushOutcome.Refused _, PushOutcome.HeldBack _ -> {}
    }
  }

  private void learn(PushedRef ref, String id) throws IOException {
    if (!ref.isTag()) {
      remembered.learnFetched(branch(ref), ObjectId.fromString(id));
      remembered.learn(branch(ref), ObjectId.fromString(id));
    }
  }

  private static String branch(PushedRef ref) {
    return ref.theirs().substring(Constants.R_HEADS.length());
  }

  private static UserError missing(PushedRef ref) {
    String name = Repository.shortenRefName(ref.ours());
    return new UserError(
        "git.branch-missing",
        "The app's repository has no " + name + " yet.",
        "Deploy the app once, then push again.");
  }
}
