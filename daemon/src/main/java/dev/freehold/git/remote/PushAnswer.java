package dev.freehold.git.remote;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PushResult;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** Reads what a server answered to a push. */
final class PushAnswer {
  /**
   * What git and JGit say when somebody else was faster. For a push of all or nothing git says the
   * last one, of every ref.
   */
  private static final Pattern RACED =
      Pattern.compile(
          "fetch first|non-fast-forward|failed to update ref|cannot lock ref|failed to lock"
              + "|incorrect old value|lock error|remote ref was changed|stale info"
              + "|reference already exists|transaction failed",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WHOLE_PUSH = Pattern.compile("atomic", Pattern.CASE_INSENSITIVE);

  private final PushResult result;
  private final Histories histories;

  PushAnswer(PushResult result, Repository repository) {
    this.result = result;
    this.histories = new Histories(repository);
  }

  PushOutcome about(PushedRef ref) throws IOException {
    RemoteRefUpdate update = result.getRemoteUpdate(ref.theirs());
    String ours = update.getNewObjectId().name();
    Optional<ObjectId> there =
        Optional.ofNullable(result.getAdvertisedRef(ref.theirs())).map(Ref::getObjectId);
    if (there.map(ObjectId::name).equals(Optional.of(ours))) {
      return new PushOutcome.UpToDate(ref, ours);
    }
    return switch (update.getStatus()) {
      case OK, UP_TO_DATE -> new PushOutcome.Pushed(ref, there.map(ObjectId::name), ours);
      case REJECTED_NONFASTFORWARD, REJECTED_REMOTE_CHANGED -> moved(ref, update, there);
      case REJECTED_OTHER_REASON, REJECTED_NODELETE, NON_EXISTING, NOT_ATTEMPTED, AWAITING_REPORT ->
          refused(ref, update, there);
    };
  }

  private PushOutcome moved(PushedRef ref, RemoteRefUpdate update, Optional<ObjectId> there)
      throws IOException {
    boolean ahead =
        there.isPresent()
            && (ref.isTag() || !histories.contains(update.getNewObjectId(), there.get()));
    return new PushOutcome.Moved(ref, there.map(ObjectId::name), ahead);
  }

  private PushOutcome refused(PushedRef ref, RemoteRefUpdate update, Optional<ObjectId> there)
      throws IOException {
    ObjectId expected = update.getExpectedOldObjectId();
    if (!there.orElse(ObjectId.zeroId()).equals(expected)) {
      return moved(ref, update, there);
    }
    String status = String.valueOf(update.getMessage());
    if (RACED.matcher(status).find()) {
      return new PushOutcome.Moved(ref, Optional.empty(), true);
    }
    if (status.equals(JGitText.get().transactionAborted) || WHOLE_PUSH.matcher(status).find()) {
      return new PushOutcome.HeldBack(ref);
    }
    String words = ServerWords.of(status, result.getMessages());
    return new PushOutcome.Refused(ref, RefusalReason.of(words), words);
  }
}
