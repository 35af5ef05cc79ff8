package dev.freehold.history.parity;

import dev.freehold.databases.DatabaseVariable;
import java.util.List;
import java.util.Optional;

/**
 * Two databases that have the same place in the app.
 *
 * @param name of the variable that leads to them; of the environment that is judged where the other
 *     has another one
 * @param from variables that lead to the one, the best for looking first; not empty
 * @param to the same of the other
 */
record DatabasePair(String name, List<DatabaseVariable> from, List<DatabaseVariable> to) {
  /** The variable of the same name in the other environment, or the one in its place. */
  Optional<DatabaseVariable> other(DatabaseVariable mine) {
    return to.stream().filter(theirs -> theirs.name().equals(mine.name())).findFirst();
  }
}
