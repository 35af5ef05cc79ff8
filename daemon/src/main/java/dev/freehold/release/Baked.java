package dev.freehold.release;

import dev.freehold.base.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The values of variables that a build has inside, where they can't be looked up at run time.
 *
 * @param digests SHA-256 by the variable's name; the values are public, but long
 */
public record Baked(TreeMap<String, String> digests) {
  public static final Baked NOTHING = new Baked(new TreeMap<>());

  public static Baked of(Map<String, String> values) {
    var digests = new TreeMap<String, String>();
    values.forEach((name, value) -> digests.put(name, Sha256.of(value).hex()));
    return new Baked(digests);
  }

  /** Names of those that one has and the other has not, or has another value of; sorted. */
  public List<String> differences(Baked other) {
    var names = new TreeSet<>(digests.keySet());
    names.addAll(other.digests.keySet());
    names.removeIf(name -> Objects.equals(digests.get(name), other.digests.get(name)));
    return List.copyOf(names);
  }
}
