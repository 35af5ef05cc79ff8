package dev.freehold.deploy.prepare;

import dev.freehold.app.Settings;
import dev.freehold.app.Variable.Source;
import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.Service;
import java.util.List;

/** Variables that a server gets from who starts it, whatever its owner has set. */
final class SaidVariables {
  private SaidVariables() {}

  /** A sentence for each of the owner's own values that no server of the app will see. */
  static List<String> inVain(Settings settings, Serving serving) {
    if (serving.isStatic()) {
      return List.of();
    }
    return settings.variables().stream()
        .filter(v -> v.source() == Source.USER && Service.SAID.contains(v.name()))
        .map(v -> "Freehold says " + v.name() + " to the app's server: your value is not used.")
        .toList();
  }
}
