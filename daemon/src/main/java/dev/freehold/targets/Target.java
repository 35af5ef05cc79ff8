package dev.freehold.targets;

import dev.freehold.file.BlobSource;
import dev.freehold.step.Probe;
import dev.freehold.step.StepContext;
import dev.freehold.step.StepRecord;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One environment's place on a provider. Every write is idempotent; {@link #activate} is the only
 * operation that changes what visitors see, so a rollback is an activation like any other.
 */
public interface Target {
  /** Looks at the provider itself, never at our database. */
  Observed observe();

  /** Compares; writes nothing. */
  Delta prepare(Activation activation, Observed observed);

  /** Creates what is missing under deterministic names. */
  void provision(Activation activation, Delta delta, StepContext step);

  /** Brings the missing blobs; may be repeated after an interruption. */
  void upload(Activation activation, Delta delta, BlobSource blobs, StepContext step);

  /** Makes the activation addressable without making it live. */
  Staged stage(Activation activation, StepContext step);

  /**
   * The only switch.
   *
   * @return the pointer now in force
   * @throws dev.freehold.base.UserError {@code deploy.conflict} when the generation on the provider
   *     is not the expected one
   */
  Pointer activate(Activation activation, long expectedGeneration, StepContext step);

  /** What became of a step of this target that a crash interrupted. */
  Probe probe(StepRecord step);

  /** Addresses at which visitors reach the live release, the best one first. */
  List<URI> addresses();

  /** How to reach the live release from this machine for checks. */
  Staged live();

  /**
   * How this machine gets to what was staged: a provider may ask for a key, which is never written
   * down with the address.
   */
  default Staged reach(Staged staged) {
    return staged;
  }

  /** Pause between two looks at the live release, so that a provider is not asked too often. */
  default Duration lookInterval() {
    return Duration.ofMillis(500);
  }

  /**
   * A number that grows when the way to the target was cut: what was seen meanwhile says nothing
   * about the release.
   */
  default long interruptions() {
    return 0;
  }

  /**
   * What the target knows to be wrong with the live release although it may answer right now, as a
   * sentence.
   */
  default Optional<String> complaint() {
    return Optional.empty();
  }

  /** The live release's own servers; empty for one of files only. */
  default List<Server> servers() {
    return List.of();
  }

  /**
   * What its servers printed; a target that writes it down takes secrets out before.
   *
   * @param after {@code next} of the page before, for what came since; the newest lines without it
   */
  default LogPage logs(OptionalLong after, int limit) {
    return LogPage.NONE;
  }

  /** Ids of the releases that can be activated again. */
  List<String> retained();

  /** Forgets all but these; the live one and the one before are always kept. */
  void prune(Set<String> keepReleaseIds);

  /** What its servers wrote into folders that stay from release to release. */
  default List<KeptFolder> kept() {
    return List.of();
  }

  /**
   * Ends the site there and deletes all that belongs to it alone; nothing answers for it any more
   * when this returns. May be repeated, also after an interruption.
   */
  void remove();
}
