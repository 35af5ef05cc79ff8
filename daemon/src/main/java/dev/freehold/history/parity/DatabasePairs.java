package dev.freehold.history.parity;

import dev.freehold.app.Variable;
import dev.freehold.check.DatabaseAddress;
import dev.freehold.databases.DatabaseVariable;
import dev.freehold.databases.Databases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which databases of two environments can be looked at, and which belongs to which. */
record DatabasePairs(Databases databases) {
  /**
   * Those of the same variable, each two once; and the only ones that are left, whatever leads to
   * them. Where both have the same database there is nothing to compare.
   */
  List<DatabasePair> of(Pair pair) {
    if (pair.isOne()) {
      return List.of();
    }
    Map<String, DatabaseAddress> mine = addresses(pair.from());
    Map<String, DatabaseAddress> theirs = addresses(pair.to());
    var pairs = new LinkedHashMap<List<DatabaseAddress>, DatabasePair>();
    mine.forEach(
        (name, from) ->
            Optional.ofNullable(theirs.get(name))
                .filter(to -> !to.equals(from))
                .ifPresent(
                    to ->
                        pairs.computeIfAbsent(List.of(from, to), _ -> pair(pair, name, from, to))));
    List<DatabaseAddress> from = mine.values().stream().distinct().toList();
    List<DatabaseAddress> to = theirs.values().stream().distinct().toList();
    if (pairs.isEmpty() && from.size() == 1 && to.size() == 1 && !from.equals(to)) {
      String name = mine.keySet().iterator().next();
      return List.of(pair(pair, name, from.getFirst(), to.getFirst()));
    }
    return new ArrayList<>(pairs.values());
  }

  /**
   * Names of variables that need no look of their own: others lead to the same database, or they
   * belong to one and lead nowhere by themselves. None where nothing is looked at.
   */
  Set<String> covered(Pair pair) {
    List<DatabasePair> looked = of(pair);
    return looked.isEmpty()
        ? Set.of()
        : Stream.concat(
                covered(pair.from(), looked.stream().flatMap(two -> two.from().stream())),
                covered(pair.to(), looked.stream().flatMap(two -> two.to().stream())))
            .collect(Collectors.toSet());
  }

  private static Stream<String> covered(Side side, Stream<DatabaseVariable> looked) {
    Set<DatabaseAddress> addresses =
        looked
            .flatMap(v -> DatabaseAddress.of(v.name(), v.address(), v.target()).stream())
            .collect(Collectors.toSet());
    return side.settings().variables().stream()
        .filter(
            v ->
                !v.value().contains("://")
                    || address(side, v).filter(addresses::contains).isPresent())
        .map(Variable::name);
  }

  private static Optional<DatabaseAddress> address(Side side, Variable variable) {
    return DatabaseAddress.of(variable.name(), variable.value(), side.target().name());
  }

  /** By the names of their variables. */
  private Map<String, DatabaseAddress> addresses(Side side) {
    var addresses = new TreeMap<String, DatabaseAddress>();
    for (Variable variable : side.settings().variables()) {
      if (databases.reads(variable.value())) {
        address(side, variable).ifPresent(address -> addresses.put(variable.name(), address));
      }
    }
    return addresses;
  }

  private DatabasePair pair(Pair pair, String name, DatabaseAddress from, DatabaseAddress to) {
    return new DatabasePair(name, leading(pair.from(), from), leading(pair.to(), to));
  }

  private List<DatabaseVariable> leading(Side side, DatabaseAddress address) {
    return side.settings().variables().stream()
        .filter(v -> databases.reads(v.value()))
        .filter(v -> address(side, v).filter(address::equals).isPresent())
        .map(
            v ->
                new DatabaseVariable(
                    v.name(), v.value(), side.target().name(), side.traits().isRemote()))
        .sorted(Comparator.comparing(v -> databases.sessions(v.address())))
        .toList();
  }
}
