package dev.freehold.targets.ssh;

import dev.freehold.base.Json;
import dev.freehold.release.Artifact;
import dev.freehold.targets.Pointer;
import dev.freehold.targets.Site;
import dev.freehold.targets.SiteHistory;
import dev.freehold.targets.SwitchRecord;
import dev.freehold.targets.site.SitePointer;
import dev.freehold.targets.ssh.transport.Remote;
import dev.freehold.targets.ssh.transport.Remote.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what deployments from any machine left on a server. */
final class SiteHistories {
  private static final Duration LOOK = Duration.ofMinutes(2);

  private SiteHistories() {}

  /** Of every site that has something live. */
  static List<SiteHistory> of(Remote remote) {
    var histories = new ArrayList<Reading>();
    new ServerScripts(remote)
        .run(
            "adopt", Map.of("root", ServerFolder.ROOT, "site", ServerFolder.ROOT), Input.NONE, LOOK)
        .lines()
        .map(line -> line.split(" ", 2))
        .forEach(
            words -> {
              if (words[0].equals("site")) {
                histories.add(new Reading(words[1]));
              } else {
                histories.getLast().line(words[0], words[1]);
              }
            });
    return histories.stream().map(Reading::history).toList();
  }

  /** {@code settings/ID.json}: variables of a server of an app. */
  record Values(Map<String, String> values) {
    /** The names alone: values may be secret. */
    @Override
    public String toString() {
      return "Values" + values.keySet();
    }
  }

  private static final class Reading {
    private final Site site;
    private Pointer pointer = Pointer.NONE;
    private final List<SwitchRecord> switches = new ArrayList<>();
    private final Map<String, Artifact> artifacts = new HashMap<>();
    private final Map<String, Map<String, String>> variables = new HashMap<>();

    /**
     * @param name {@code guestbook/production}
     */
    Reading(String name) {
      String[] parts = name.split("/", 2);
      this.site = new Site(parts[0], parts[1]);
    }

    void line(String kind, String text) {
      switch (kind) {
        case "pointer" -> pointer = Json.read(text, SitePointer.class).pointer();
        case "switch" -> switches.add(Json.read(text, SwitchRecord.class));
        case "artifact" -> {
          Artifact artifact = Json.read(text, Artifact.class);
          artifacts.put(artifact.id(), artifact);
        }
        case "settings" -> {
          String[] parts = text.split(" ", 2);
          variables.put(parts[0], Json.read(parts[1], Values.class).values());
        }
        default -> throw new IllegalStateException("not known: " + kind);
      }
    }

    SiteHistory history() {
      return new SiteHistory(
          site, pointer, List.copyOf(switches), Map.copyOf(artifacts), Map.copyOf(variables));
    }
  }
}
