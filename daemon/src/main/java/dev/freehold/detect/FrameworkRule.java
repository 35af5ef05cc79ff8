package dev.freehold.detect;

import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Install;
import java.util.List;
import java.util.Optional;

/**
 * Knows one kind of app. Rules are asked in order; the first that has something to say decides. A
 * new framework is a new rule.
 */
interface FrameworkRule {
  /**
   * Empty when the app is of another kind.
   *
   * @throws dev.freehold.base.UserError when the app is of this kind but can't be deployed, saying
   *     why
   */
  Optional<Match> match(Project project);

  /**
   * What an app of this kind needs.
   *
   * @param output below the app's root, {@code ""} for the root itself
   * @param variablePrefixes of the variables that end up in the page; empty when there are none
   */
  record Match(
      Framework framework,
      Optional<Install> install,
      Optional<String> buildScript,
      String output,
      List<Detection.Part> parts,
      Serving serving,
      List<String> variablePrefixes,
      List<Conclusion> conclusions) {}
}
