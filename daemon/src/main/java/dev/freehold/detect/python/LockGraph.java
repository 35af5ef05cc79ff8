package dev.freehold.detect.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The packages of a lock file and which of them need which: what an app needs is walked to. */
final class LockGraph {
  /**
   * @param version {@code ""} when any that the file has is meant
   * @param extras that it asks for
   * @param marker may name extras that were asked for before it
   * @param of the extra that it belongs to, {@code ""} for none
   */
  record Edge(String name, String version, Set<String> extras, String marker, String of) {
    static Edge of(Requirement root) {
      return new Edge(root.name(), "", root.extras(), root.marker(), "");
    }

    Optional<String> marker(Set<String> asked) {
      return of.isEmpty() || asked.contains(of) ? Markers.with(asked, marker) : Optional.empty();
    }
  }

  private final String file;
  private final Map<String, List<Pin>> byName = new HashMap<>();
  private final Map<Pin, List<Edge>> edges = new HashMap<>();

  LockGraph(String file) {
    this.file = file;
  }

  void add(Pin pin, List<Edge> needs) {
    byName.computeIfAbsent(pin.name(), _ -> new ArrayList<>()).add(pin);
    edges.put(pin, needs);
  }

  Set<String> names() {
    return byName.keySet();
  }

  /**
   * @return what these lead to, with the markers of all ways there; what the file does not have is
   *     for other machines than it was made for
   */
  List<Pin> from(List<Edge> roots) throws UnclearPackagesException {
    var when = new TreeMap<Pin, Set<Set<String>>>();
    var extras = new HashMap<Pin, Set<String>>();
    var open = new ArrayDeque<Step>();
    roots.forEach(root -> open.add(new Step(root, Set.of(Set.of()), Set.of())));
    while (!open.isEmpty()) {
      Step step = open.poll();
      Optional<String> marker = step.edge.marker(step.asked);
      List<Pin> meant = marker.isEmpty() ? List.of() : meant(step.edge);
      for (Pin pin : meant) {
        var all = new HashSet<>(when.getOrDefault(pin, Set.of()));
        step.when.forEach(way -> all.add(with(way, marker.get())));
        Set<Set<String>> simplest = Markers.simplest(all);
        var asked = new TreeSet<>(extras.getOrDefault(pin, Set.of()));
        boolean more = asked.addAll(step.edge.extras());
        boolean oftener = !simplest.equals(when.put(pin, simplest));
        if (more || oftener) {
          extras.put(pin, asked);
          edges.getOrDefault(pin, List.of()).forEach(e -> open.add(new Step(e, simplest, asked)));
        }
      }
    }
    return when.entrySet().stream()
        .map(found -> found.getKey().onlyWhen(Markers.anyOf(found.getValue())))
        .toList();
  }

  private record Step(Edge edge, Set<Set<String>> when, Set<String> asked) {}

  private static Set<String> with(Set<String> way, String marker) {
    return marker.isEmpty()
        ? way
        : Set.copyOf(Stream.concat(way.stream(), Stream.of(marker)).toList());
  }

  private List<Pin> meant(Edge edge) throws UnclearPackagesException {
    List<Pin> found =
        byName.getOrDefault(edge.name(), List.of()).stream()
            .filter(pin -> edge.version().isEmpty() || pin.version().equals(edge.version()))
            .toList();
    if (found.size() > 1) {
      throw new UnclearPackagesException(
          file
              + " has "
              + edge.name()
              + " in several versions and does not say which machine gets which");
    }
    return found;
  }
}
