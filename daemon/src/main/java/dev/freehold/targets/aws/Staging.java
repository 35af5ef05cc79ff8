package dev.freehold.targets.aws;

import dev.freehold.base.Failpoint;
import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.step.StepContext;
import dev.freehold.step.StepRecord;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Staged;
import dev.freehold.targets.aws.api.Bucket;
import dev.freehold.targets.aws.api.Bucket.Listed;
import dev.freehold.targets.aws.api.Bucket.NewObject;
import dev.freehold.targets.aws.api.StoredValues;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets a release be seen by who knows its token. */
final class Staging {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final String FOLDER = "staged/";

  private final Bucket bucket;
  private final SiteFolder folder;
  private final StoredValues values;
  private final SiteProbe probe;
  private final Patience patience;

  Staging(
      Bucket bucket, SiteFolder folder, StoredValues values, SiteProbe probe, Patience patience) {
    this.bucket = bucket;
    this.folder = folder;
    this.values = values;
    this.probe = probe;
    this.patience = patience;
  }

  /**
   * Of a step that stages something.
   *
   * @param pointer its key in the store, by which the release can be seen
   * @param done whether it can be seen, and works
   */
  record Mark(Staged staged, String pointer, boolean done) {}

  static String pointer(SiteInfo info, String token) {
    return Account.key(info.site()) + "/p/" + token;
  }

  /**
   * @param at with the header that opens its door
   * @param works asks what is staged whether it does
   */
  void stage(
      Activation activation,
      LivePointer.Answers answers,
      SiteInfo info,
      Staged at,
      Runnable works,
      StepContext step) {
    String key = pointer(info, info.token(activation));
    LivePointer preview = LivePointer.preview(activation, answers, step.record());
    String wanted = preview.json();
    write(step.record(), new Mark(new Staged(at.connect(), at.host()), key, false));
    while (!values.read(key).equals(Optional.of(wanted))
        && !values.write(values.etag(), Map.of(key, wanted), List.of())) {
      step.log("Somebody else wrote to the store of pointers; trying again.");
    }
    patience.until(
        LONGEST,
        () -> Optional.of(at).filter(one -> probe.shows(one, preview.folder())),
        () ->
            Patience.late(
                "The edge of CloudFront near here did not show the release in 5 minutes."),
        step);
    works.run();
    Failpoint.AWS_STAGED.reach();
    write(step.record(), new Mark(new Staged(at.connect(), at.host()), key, true));
  }

  private void write(StepRecord step, Mark mark) {
    bucket.write(NewObject.json(mark(step)), Json.write(mark));
  }

  /** As it was seen, if it was staged before. */
  Optional<LivePointer.Answers> answers(Activation activation, SiteInfo info) {
    return values
        .read(pointer(info, info.token(activation)))
        .flatMap(LivePointer::read)
        .map(LivePointer::answers);
  }

  private String mark(StepRecord step) {
    return folder.state(FOLDER + Sha256.of(step.key()).hex().substring(0, 32) + ".json");
  }

  Optional<Staged> by(StepRecord step) {
    return bucket
        .read(mark(step))
        .flatMap(text -> Json.maybe(text, Mark.class))
        .filter(Mark::done)
        .map(Mark::staged);
  }

  /** Those of before are not seen any more. */
  void forget(Instant before) {
    List<String> old =
        bucket.list(folder.state(FOLDER)).stream()
            .filter(one -> one.modified().isBefore(before))
            .map(Listed::key)
            .toList();
    if (old.isEmpty()) {
      return;
    }
    values.delete(
        old.stream()
            .flatMap(key -> bucket.read(key).stream())
            .flatMap(text -> Json.maybe(text, Mark.class).stream())
            .map(Mark::pointer)
            .distinct()
            .toList());
    bucket.delete(old);
  }
}
