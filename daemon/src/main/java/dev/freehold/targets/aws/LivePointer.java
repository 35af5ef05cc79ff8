package dev.freehold.targets.aws;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.app.LiveRelease;
import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.step.StepRecord;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Pointer;
import dev.freehold.targets.aws.edge.EdgePointer;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is live, as the store has it: a value of less than 1 KB. The function reads the first five.
 *
 * @param folder of the release
 * @param settings id
 * @param rules id of the set of rules in the function's code
 * @param server host of the app's server of that release and those settings
 * @param by which step switched, as a digest
 */
record LivePointer(
    @JsonProperty("g") long generation,
    @JsonProperty("r") String folder,
    @JsonProperty("s") String settings,
    @JsonProperty("u") String rules,
    @JsonProperty("f") @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> server,
    @JsonProperty("i") String release,
    @JsonProperty("b") String by,
    @JsonProperty("p") Optional<Before> previous) {

  /**
   * How a release is answered.
   *
   * @param rules id of its set
   * @param server host of its server
   */
  record Answers(String rules, Optional<String> server) {}

  /** What was live before. */
  record Before(
      @JsonProperty("i") String release,
      @JsonProperty("s") String settings,
      @JsonProperty("u") String rules) {
    LiveRelease live() {
      return new LiveRelease(release, settings);
    }
  }

  /**
   * The one after a switch.
   *
   * @param switches that were before
   */
  static LivePointer next(
      Activation activation,
      Answers answers,
      StepRecord step,
      long switches,
      Optional<LivePointer> before) {
    return of(activation, answers, step, switches + 1, before);
  }

  /** Of a release that is seen before it is live. */
  static LivePointer preview(Activation activation, Answers answers, StepRecord step) {
    return of(activation, answers, step, 0, Optional.empty());
  }

  private static LivePointer of(
      Activation activation,
      Answers answers,
      StepRecord step,
      long generation,
      Optional<LivePointer> before) {
    String release = activation.release().id();
    return new LivePointer(
        generation,
        folder(release),
        activation.settings().id(),
        answers.rules(),
        answers.server(),
        release,
        by(step),
        before.map(now -> new Before(now.release, now.settings, now.rules)));
  }

  /** Of a release within the site: short enough for paths that people read. */
  static String folder(String release) {
    return release.substring(0, 20);
  }

  private static String by(StepRecord step) {
    return Sha256.of(step.key()).hex().substring(0, 32);
  }

  /** What the function needs of it. */
  EdgePointer baked() {
    return new EdgePointer(generation, folder, settings, rules, server);
  }

  Answers answers() {
    return new Answers(rules, server);
  }

  boolean isBy(StepRecord step) {
    return by.equals(by(step));
  }

  boolean is(Activation activation) {
    return release.equals(activation.release().id()) && settings.equals(activation.settings().id());
  }

  /** Empty for what is no pointer. */
  static Optional<LivePointer> read(String text) {
    return Json.maybe(text, LivePointer.class).filter(LivePointer::isWhole);
  }

  private boolean isWhole() {
    return generation >= 0
        && Stream.of(folder, settings, rules, release, by, previous).allMatch(Objects::nonNull)
        && release.startsWith(folder);
  }

  String json() {
    return Json.write(this);
  }

  /**
   * @param switches that there were in all
   */
  Pointer pointer(long switches) {
    return new Pointer(
        Optional.of(new LiveRelease(release, settings)), previous.map(Before::live), switches);
  }
}
