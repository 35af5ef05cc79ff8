package dev.freehold.history.parity;

import dev.freehold.app.Consents;
import dev.freehold.app.Journeys;
import dev.freehold.base.Units;

/** What belongs to the app and so to each of its environments. */
record AppComparer(Journeys journeys, Consents consents) implements Comparer {
  @Override
  public void compare(Pair pair, Report report) {
    String id = pair.app().id();
    report.same(
        "These belong to the app, so both have them: "
            + Units.count(journeys.of(id).size(), "journey")
            + ", "
            + Units.count(consents.of(id).size(), "consent")
            + ", "
            + Units.count(pair.from().environment().placement().kept().size(), "kept folder")
            + ".");
  }
}
