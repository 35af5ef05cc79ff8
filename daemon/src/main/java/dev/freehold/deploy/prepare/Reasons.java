package dev.freehold.deploy.prepare;

import dev.freehold.check.Finding;
import dev.freehold.detect.Detection;
import java.util.List;

/** What the steps before learned and the plan shows. */
record Reasons(
    List<Finding> findings,
    List<Detection.Conclusion> conclusions,
    List<Detection.Adaptation> adaptations,
    List<String> withheld,
    List<String> notes) {
  /** Where nothing was looked at. */
  static Reasons of(List<String> notes) {
    return new Reasons(List.of(), List.of(), List.of(), List.of(), notes);
  }
}
