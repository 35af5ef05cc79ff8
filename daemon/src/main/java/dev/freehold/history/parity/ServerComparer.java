package dev.freehold.history.parity;

import dev.freehold.detect.Serving.Service;
import dev.freehold.release.Artifact;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The app's own servers: which there are, how they start, and which Node they ask for. */
final class ServerComparer implements Comparer {
  private static final String KIND = "server";

  @Override
  public void compare(Pair pair, Report report) {
    if (pair.whyNoArtifacts().isPresent()) {
      return;
    }
    Map<String, Service> mine = services(pair.from().artifact());
    Map<String, Service> theirs = services(pair.to().artifact());
    var names = new TreeSet<>(mine.keySet());
    names.addAll(theirs.keySet());
    for (String name : names) {
      Optional<Service> from = Optional.ofNullable(mine.get(name));
      Optional<Service> to = Optional.ofNullable(theirs.get(name));
      if (from.equals(to)) {
        report.same("The server " + name + " starts in the same way.");
      } else {
        report.differs(
            new Difference(
                KIND,
                name,
                from.map(s -> words(s, to)).orElse("none"),
                to.map(s -> words(s, from)).orElse("none"),
                pair.ofRelease(),
                pair.reasonOfRelease(),
                pair.bringRelease(),
                true));
      }
    }
    kept(pair, report);
  }

  /** What is written into kept folders is lost where the place does not keep them. */
  private static void kept(Pair pair, Report report) {
    boolean from = pair.from().traits().keepsFolders();
    boolean to = pair.to().traits().keepsFolders();
    boolean writes = pair.from().hasServers() || pair.to().hasServers();
    if (from != to && writes && !pair.from().environment().placement().kept().isEmpty()) {
      report.differs(
          new Difference(
              KIND,
              "folders that stay",
              from ? "stay from release to release" : "are lost with every release",
              to ? "stay from release to release" : "are lost with every release",
              Severity.LIES,
              "What the app's servers write does not last as long.",
              pair.command("target use " + pair.to().target().name(), pair.from()),
              false));
    }
  }

  private static Map<String, Service> services(Optional<Artifact> artifact) {
    return artifact.stream()
        .flatMap(a -> a.serving().services().stream())
        .collect(Collectors.toMap(Service::name, s -> s, (a, _) -> a, TreeMap::new));
  }

  /** Only what differs; the values of its own variables are not shown. */
  private static String words(Service service, Optional<Service> other) {
    if (other.isEmpty()) {
      return String.join(" ", service.command());
    }
    Map<String, String> theirs = words(other.get());
    String shown =
        words(service).entrySet().stream()
            .filter(word -> !word.getValue().equals(theirs.get(word.getKey())))
            .map(word -> word.getKey() + " " + word.getValue())
            .collect(Collectors.joining(", "));
    return shown.isEmpty() ? "other values of its own" : shown;
  }

  private static Map<String, String> words(Service service) {
    var words = new TreeMap<String, String>();
    words.put("command", String.join(" ", service.command()));
    words.put("answers", service.prefix());
    words.put("folder", "/" + service.folder());
    words.put("health", service.healthPath());
    words.put("node", service.node().text().isEmpty() ? "any" : service.node().text());
    words.put("writes to", String.join(" ", service.writable()));
    return words;
  }
}
