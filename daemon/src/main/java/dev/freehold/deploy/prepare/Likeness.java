package dev.freehold.deploy.prepare;

import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.app.Settings;
import java.util.List;

/** Whether what was seen in one environment says what will be seen in another. */
@FunctionalInterface
public interface Likeness {
  /**
   * @param coming the settings that {@code to} would go live with
   * @return what makes {@code from} lie about {@code to} although both have the same release, one
   *     sentence each; empty when nothing does
   */
  List<String> notes(App app, Environment from, Environment to, Settings coming);
}
