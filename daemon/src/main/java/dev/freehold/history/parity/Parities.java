package dev.freehold.history.parity;

import dev.freehold.app.App;
import dev.freehold.app.Consents;
import dev.freehold.app.Environment;
import dev.freehold.app.Journeys;
import dev.freehold.app.Settings;
import dev.freehold.base.UserError;
import dev.freehold.databases.Databases;
import dev.freehold.deploy.model.Places;
import dev.freehold.release.Artifacts;
import dev.freehold.release.Releases;
import dev.freehold.targets.Connected;
import java.util.List;
import java.util.function.Function;

/** Compares environments, kind by kind. Changes nothing. */
public final class Parities {
  /** A report is for people to read, and must fit into one reply. */
  static final int MOST_SHOWN = 250;

  private final Places places;
  private final Sides sides;
  private final List<Comparer> comparers;
  private final Comparer contents;

  /**
   * @param targets the connected place of a name
   * @param databases that can be looked at
   */
  public Parities(
      Places places,
      Releases releases,
      Artifacts artifacts,
      Journeys journeys,
      Consents consents,
      Function<String, Connected> targets,
      Databases databases) {
    this.places = places;
    this.sides = new Sides(places, releases, artifacts, targets);
    this.comparers =
        List.of(
            new DatabaseComparer(new DatabasePairs(databases)),
            new VariableComparer(),
            new RevisionComparer(),
            new ReleaseComparer(),
            new BuildComparer(),
            new TargetComparer(),
            new RoutingComparer(),
            new ServerComparer(),
            new DomainComparer(),
            new WatchComparer(),
            new AppComparer(journeys, consents));
    this.contents = new DatabaseContentComparer(databases, DatabaseContentComparer.LONGEST);
  }

  /**
   * Asks the databases of both too, which takes seconds.
   *
   * @param from name of the environment that is judged
   * @param to name of the one that it speaks of
   * @throws UserError {@code environment.unknown}
   */
  public Parity of(App app, String from, String to) {
    return parity(
        app, places.environments().require(app, from), places.environments().require(app, to));
  }

  /**
   * What a promotion would leave as it is, in one sentence; empty when nothing of that lies. Waits
   * for no database.
   *
   * @param coming the settings that {@code to} would go live with
   */
  public List<String> afterPromotion(App app, Environment from, Environment to, Settings coming) {
    Report report = report(new Pair(app, sides.of(app, from), sides.of(app, to).with(coming)));
    List<Difference> left =
        report.differences().stream().filter(difference -> !difference.promoted()).toList();
    Verdict verdict = Verdict.of(from.name(), left, report.unknown().size());
    return verdict.state() == Verdict.State.LIES
        ? List.of(
            verdict.text()
                + " that a promotion does not change. See them: freehold parity "
                + from.name()
                + " "
                + to.name()
                + " --app "
                + app.slug())
        : List.of();
  }

  private Parity parity(App app, Environment from, Environment to) {
    var pair = new Pair(app, sides.of(app, from), sides.of(app, to));
    Report report = report(pair);
    contents.compare(pair, report);
    List<Difference> differences = report.differences();
    return new Parity(
        app.slug(),
        from.name(),
        to.name(),
        Verdict.of(from.name(), differences, report.unknown().size()),
        differences.stream().limit(MOST_SHOWN).toList(),
        differences.size(),
        report.same(),
        report.unknown());
  }

  private Report report(Pair pair) {
    var report = new Report();
    comparers.forEach(comparer -> comparer.compare(pair, report));
    return report;
  }
}
