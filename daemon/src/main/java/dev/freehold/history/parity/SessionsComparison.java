package dev.freehold.history.parity;

import dev.freehold.databases.DatabaseLook;
import dev.freehold.databases.DatabaseLook.Server;
import dev.freehold.databases.DatabaseVariable;
import dev.freehold.databases.Databases;
import dev.freehold.databases.Sessions;
import java.util.ArrayList;
import java.util.Optional;

/** Compares how the app connects: directly or through a pooler, variable by variable. */
record SessionsComparison(Databases databases, Pair pair, DatabaseReport findings) {
  /**
   * @param mine what was seen by the first of the variables; empty when nothing was
   * @param theirs the same of the other
   */
  void compare(DatabasePair two, Optional<DatabaseLook> mine, Optional<DatabaseLook> theirs) {
    var byTransaction = new ArrayList<DatabaseDifference.Found>();
    var bySession = new ArrayList<DatabaseDifference.Found>();
    for (DatabaseVariable variable : two.from()) {
      Optional<DatabaseVariable> other = two.other(variable);
      if (other.isEmpty()) {
        continue;
      }
      Sessions from = sessions(variable, two.from().size() == 1 ? mine : Optional.empty());
      Sessions to = sessions(other.get(), two.to().size() == 1 ? theirs : Optional.empty());
      if (from != to) {
        boolean transactions =
            from == Sessions.TRANSACTION_POOLER || to == Sessions.TRANSACTION_POOLER;
        (transactions ? byTransaction : bySession)
            .add(new DatabaseDifference.Found(variable.name(), from.words(), to.words()));
      }
    }
    findings.tell(
        difference(
            Severity.MAY_LIE,
            "Through a pooler by transaction, prepared statements, LISTEN and what a session sets"
                + " do not outlast a transaction.",
            two),
        byTransaction);
    findings.tell(
        difference(Severity.HARMLESS, "A pooler by session only limits how many there are.", two),
        bySession);
  }

  private DatabaseDifference difference(Severity severity, String reason, DatabasePair two) {
    return new DatabaseDifference(
        "connections of",
        "variables with other connections",
        severity,
        reason,
        "Give both the same kind of address: "
            + pair.command("var set " + two.name() + " -", pair.from()));
  }

  /** What a pooler says of itself counts more than how its address looks. */
  private Sessions sessions(DatabaseVariable variable, Optional<DatabaseLook> look) {
    return look.flatMap(DatabaseLook::server)
        .flatMap(Server::poolMode)
        .orElseGet(() -> databases.sessions(variable.address()));
  }
}
