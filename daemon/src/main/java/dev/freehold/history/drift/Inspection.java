package dev.freehold.history.drift;

import dev.freehold.app.App;
import dev.freehold.app.Domain;
import dev.freehold.app.Environment;
import java.util.List;

/** Asks places whether they are as Freehold left them. Takes its time, and changes nothing. */
public interface Inspection {
  /** What is not as connecting left it. */
  List<Outside> target(String target);

  /** Why visitors do not get from the environment's domain to its target. */
  List<Outside> domain(App app, Environment environment, Domain domain);
}
