package dev.freehold.app;

import java.util.ArrayList;
import java.util.List;

/** How two revisions differ, by name only. Each list is sorted. */
public record SettingsChange(List<String> added, List<String> changed, List<String> removed) {

  /** What changes when {@code after} takes the place of {@code before}. */
  public static SettingsChange between(Settings before, Settings after) {
    var added = new ArrayList<String>();
    var changed = new ArrayList<String>();
    for (Variable variable : after.variables()) {
      var old = before.variable(variable.name());
      if (old.isEmpty()) {
        added.add(variable.name());
      } else if (!old.get().value().equals(variable.value())) {
        changed.add(variable.name());
      }
    }
    List<String> removed =
        before.variables().stream()
            .map(Variable::name)
            .filter(name -> after.variable(name).isEmpty())
            .toList();
    return new SettingsChange(List.copyOf(added), List.copyOf(changed), removed);
  }

  public boolean isEmpty() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }
}
