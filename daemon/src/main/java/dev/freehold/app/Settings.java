package dev.freehold.app;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An immutable revision of one environment's variables.
 *
 * @param id of this revision; two revisions with the same content have different ids
 * @param revision counts from 1 within the environment
 * @param variables sorted by name
 */
public record Settings(String id, String environmentId, int revision, List<Variable> variables) {
  public Optional<Variable> variable(String name) {
    return variables.stream().filter(v -> v.name().equals(name)).findFirst();
  }

  /** All by name; some may be secrets. */
  public TreeMap<String, String> values() {
    var values = new TreeMap<String, String>();
    variables.forEach(v -> values.put(v.name(), v.value()));
    return values;
  }

  /** The variables that a bundler would put into the page, by name: safe to publish by design. */
  public TreeMap<String, String> publicValues() {
    var values = new TreeMap<String, String>();
    variables.stream()
        .filter(v -> PublicVariables.isPublic(v.name()))
        .forEach(v -> values.put(v.name(), v.value()));
    return values;
  }
}
