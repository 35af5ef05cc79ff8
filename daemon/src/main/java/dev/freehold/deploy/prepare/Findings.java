package dev.freehold.deploy.prepare;

import dev.freehold.check.Finding;
import dev.freehold.deploy.model.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Output of every check step.
 *
 * @param traces by the id of a finding that is only read in the sources: what shows, in what is
 *     built, that it is true
 */
public record Findings(
    List<Finding> findings, List<Question> questions, Map<String, String> traces) {
  /** Steps that an earlier version stored have findings only. */
  public Findings(
      List<Finding> findings,
      @Nullable List<Question> questions,
      @Nullable Map<String, String> traces) {
    this.findings = findings;
    this.questions = questions == null ? List.of() : questions;
    this.traces = traces == null ? Map.of() : traces;
  }

  public static Findings of(List<Finding> findings) {
    return new Findings(findings, List.of(), Map.of());
  }

  /**
   * What all checks say, each once: a later one counts where it knows more about the same finding,
   * and the first says where it is.
   */
  public static List<Finding> merged(Stream<Findings> inOrder) {
    var byId = new LinkedHashMap<String, Finding>();
    inOrder.forEach(
        some -> some.findings().forEach(found -> byId.merge(found.id(), found, Findings::graver)));
    return List.copyOf(byId.values());
  }

  private static Finding graver(Finding known, Finding later) {
    return later.severity().compareTo(known.severity()) < 0 ? later : known;
  }
}
