package dev.freehold.history.parity;

import dev.freehold.app.App;
import dev.freehold.app.Domain;
import dev.freehold.app.Environment;
import dev.freehold.app.LiveRelease;
import dev.freehold.app.Placement;
import dev.freehold.app.Settings;
import dev.freehold.app.Variable;
import dev.freehold.base.Json;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving;
import dev.freehold.release.Artifact;
import dev.freehold.release.Baked;
import dev.freehold.release.Release;
import dev.freehold.targets.Connected;
import dev.freehold.targets.Traits;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An environment to compare, made by hand. One change at a time makes another one of it. */
final class Sample {
  static final App SHOP = new App("a1", "shop", "lovable", Instant.EPOCH);

  final String name;
  final TreeMap<String, String> variables = new TreeMap<>();
  final TreeMap<String, String> newest = new TreeMap<>();
  String target = "box";
  String kind = "ssh";
  Map<String, String> config = Map.of("host", "box.example.org");
  boolean remote = true;
  boolean keepsFolders = true;
  int watchSeconds = 60;
  Optional<Domain> domain = Optional.empty();
  List<String> kept = List.of();
  String address = "https://box.example.org/";
  Optional<Integer> release = Optional.of(2);
  String commit = "c2";
  String artifact = "f".repeat(64);
  boolean hasFiles = true;
  List<String> adaptations = List.of();
  Map<String, String> baked = Map.of();
  Serving serving = Serving.files(Optional.of("index.html"));
  Optional<String> trouble = Optional.empty();

  private Sample(String name) {
    this.name = name;
  }

  static Sample staging() {
    return new Sample("staging");
  }

  static Sample production() {
    return new Sample("production");
  }

  Sample with(String variable, String value) {
    variables.put(variable, value);
    newest.put(variable, value);
    return this;
  }

  /** The app's one server, started by this. */
  static Serving server(String node, String... command) {
    return new Serving(
        "public",
        Optional.empty(),
        List.of(
            new Serving.Service(
                "web",
                "/",
                List.of(command),
                "",
                Map.of("INNER", "a value of its own"),
                "/",
                List.of(),
                new NodeRange(node))),
        List.of());
  }

  Side side() {
    Optional<Release> live =
        release.map(
            number ->
                new Release(
                    "r" + number + commit,
                    SHOP.id(),
                    number,
                    commit,
                    artifact,
                    adaptations,
                    "key",
                    Optional.of(Baked.of(baked)),
                    Instant.EPOCH));
    return new Side(
        new Environment(
            "e-" + name,
            SHOP.id(),
            name,
            new Placement(target, domain, kept),
            live.map(r -> new LiveRelease(r.id(), "s-" + name)),
            Optional.empty(),
            1,
            Optional.of("s-" + name),
            Instant.EPOCH),
        new Connected(target, kind, target, config, Map.of(), Json.mapper().createObjectNode()),
        new Traits(Duration.ofSeconds(watchSeconds), true, remote, true, true, true, keepsFolders),
        settings(variables),
        settings(newest),
        live,
        live.filter(_ -> hasFiles).map(_ -> new Artifact(artifact, List.of(), serving, List.of())),
        address.isEmpty() ? List.of() : List.of(URI.create(address)),
        trouble);
  }

  private Settings settings(Map<String, String> values) {
    return new Settings(
        "s-" + name,
        "e-" + name,
        1,
        values.entrySet().stream()
            .map(v -> new Variable(v.getKey(), v.getValue(), Variable.Source.USER))
            .toList());
  }

  /** What one comparer says of two. */
  static Report compare(Comparer comparer, Sample from, Sample to) {
    var report = new Report();
    comparer.compare(new Pair(SHOP, from.side(), to.side()), report);
    return report;
  }

  /** The only difference that one finds. */
  static Difference only(Comparer comparer, Sample from, Sample to) {
    List<Difference> found = compare(comparer, from, to).differences();
    if (found.size() != 1) {
      throw new AssertionError("not one difference: " + found);
    }
    return found.getFirst();
  }
}
