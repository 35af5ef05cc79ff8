package dev.freehold.detect;

import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.DefaultValue;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Install;
import java.util.List;
import java.util.Map;
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
   * @param parts as {@link Detection} has them
   * @param environment what the build must find in its environment
   * @param variables how the code reads what ends up in the page; empty when it reads none
   * @param adaptations that this kind of app needs whatever its variables are
   * @param defaults values of variables that are known without a {@code .env}
   */
  record Match(
      Framework framework,
      Optional<Install> install,
      Optional<String> buildScript,
      String output,
      List<Detection.Part> parts,
      Serving serving,
      Map<String, String> environment,
      Optional<Reading> variables,
      List<Adaptation> adaptations,
      List<DefaultValue> defaults,
      List<Conclusion> conclusions) {}

  /**
   * @param access the object that holds the variables in the code
   * @param prefixes of the names that end up in the page
   */
  record Reading(VariableReads.Access access, List<String> prefixes) {}
}
