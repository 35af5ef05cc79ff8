package dev.freehold.deploy.carryout;

import java.util.List;

/**
 * What a look at a served release found.
 *
 * @param problems each would be seen by a visitor; one is enough to stop
 * @param warnings worth telling, not worth stopping for
 * @param fetched how many documents and assets were fetched
 */
public record HealthReport(List<String> problems, List<String> warnings, int fetched) {
  public boolean healthy() {
    return problems.isEmpty();
  }
}
