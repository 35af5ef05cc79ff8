package dev.freehold.history.parity;

import dev.freehold.app.SettingsChange;

/** Whether what is live has the newest variables. */
final class RevisionComparer implements Comparer {
  @Override
  public void compare(Pair pair, Report report) {
    look(pair, report, pair.from());
    if (!pair.isOne()) {
      look(pair, report, pair.to());
    }
  }

  private static void look(Pair pair, Report report, Side side) {
    SettingsChange change = SettingsChange.between(side.settings(), side.newest());
    if (!change.isEmpty()) {
      int count = change.added().size() + change.changed().size() + change.removed().size();
      report.unknown(
          "variable",
          "what the next deployment to " + side.name() + " brings",
          count
              + " of its variables "
              + (count == 1 ? "was" : "were")
              + " changed since its last deployment, and what is live was compared: "
              + pair.command("deploy", side)
              + ".");
    }
  }
}
