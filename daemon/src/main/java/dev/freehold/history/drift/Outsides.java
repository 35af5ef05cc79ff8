package dev.freehold.history.drift;

import dev.freehold.app.App;
import dev.freehold.app.Domain;
import dev.freehold.app.Environment;
import dev.freehold.deploy.model.Places;
import dev.freehold.history.looks.LiveLook;
import dev.freehold.history.looks.LiveLooks;
import dev.freehold.history.looks.Looks;
import dev.freehold.targets.Traits;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What others changed where something is live. */
public final class Outsides {
  private final Places places;
  private final LiveLooks live;
  private final Inspection inspection;
  private final Looks<List<Outside>> asked;

  public Outsides(Places places, LiveLooks live, Inspection inspection, Clock clock) {
    this.places = places;
    this.live = live;
    this.inspection = inspection;
    this.asked = new Looks<>(clock);
  }

  private record Question(String name, Supplier<List<Outside>> ask) {}

  /** Answers on their way. */
  record Coming(
      App app,
      Environment environment,
      CompletableFuture<LiveLook> live,
      List<? extends CompletableFuture<?>> others) {}

  /**
   * Begins to ask; returns at once.
   *
   * @param deploying what is live there is about to change
   */
  Coming begin(App app, Environment environment, boolean deploying) {
    return new Coming(
        app,
        environment,
        deploying
            ? CompletableFuture.completedFuture(LiveLook.NOTHING)
            : CompletableFuture.supplyAsync(
                () -> live.of(app, environment),
                task -> Thread.ofVirtual().name("look").start(task)),
        questions(app, environment).stream()
            .map(question -> asked.begin(question.name(), question.ask()))
            .toList());
  }

  /** What came in time, and what was seen before of the rest. */
  List<Outside> by(Deadline deadline, Coming coming) {
    LiveLook look = Looks.within(deadline.left(), coming.live()).orElse(LiveLook.NOTHING);
    coming.others().forEach(other -> Looks.within(deadline.left(), other));
    return last(coming.app(), coming.environment(), look);
  }

  /** By what was seen last. */
  List<Outside> last(App app, Environment environment, LiveLook look) {
    var all = new ArrayList<>(Outside.of(app, environment, look));
    var told = new ArrayList<Outside>();
    for (Question question : questions(app, environment)) {
      asked.last(question.name()).map(Looks.Seen::value).ifPresent(told::addAll);
    }
    if (told.stream().anyMatch(outside -> outside.what() == Outside.What.TARGET)) {
      all.removeIf(outside -> outside.what() == Outside.What.TARGET);
    }
    told.stream().filter(outside -> !all.contains(outside)).forEach(all::add);
    return List.copyOf(all);
  }

  private List<Question> questions(App app, Environment environment) {
    if (environment.live().isEmpty()) {
      return List.of();
    }
    Traits traits = places.traits(environment);
    if (!traits.isRemote()) {
      return List.of();
    }
    String target = environment.target();
    var questions = new ArrayList<Question>();
    questions.add(new Question(target, () -> inspection.target(target)));
    Optional<Domain> domain = environment.domain();
    if (domain.isPresent() && traits.takesDomain()) {
      questions.add(
          new Question(
              String.join(" ", target, environment.id(), domain.get().toString()),
              () -> inspection.domain(app, environment, domain.get())));
    }
    return questions;
  }
}
