package dev.freehold.doctor;

import dev.freehold.browser.ManifestState;
import dev.freehold.browser.NativeHost;
import dev.freehold.browser.Registered;
import java.util.List;
import java.util.stream.Collectors;

/** Whether browsers find the native host, and a program behind it. */
record ManifestsExamination(NativeHost host) implements Examination {
  private static final String INSTALL = "freehold browser install";

  @Override
  public Subject subject() {
    return Subject.MANIFESTS;
  }

  @Override
  public Line look() {
    List<Registered> able =
        host.status().stream().filter(r -> r.state() != ManifestState.IMPOSSIBLE).toList();
    if (!host.isInstalled()) {
      return Line.warning(
          subject(),
          "No browser was told about Freehold, so the extension can't reach it.",
          INSTALL);
    }
    if (able.isEmpty()) {
      return Line.failed(subject(), "The browsers that knew Freehold are gone.", INSTALL);
    }
    List<Registered> bad = able.stream().filter(r -> r.state() != ManifestState.INSTALLED).toList();
    if (bad.isEmpty()) {
      return Line.ok(
          subject(),
          able.stream().map(r -> r.browser().title()).collect(Collectors.joining(", "))
              + (able.size() == 1 ? " starts " : " start ")
              + host.script()
              + ".");
    }
    String reason =
        bad.stream()
            .map(r -> r.browser().title() + ": " + r.reason())
            .collect(Collectors.joining(" "));
    return Line.failed(subject(), reason, needsForce(bad) ? INSTALL + " --force" : INSTALL);
  }

  private static boolean needsForce(List<Registered> bad) {
    return bad.stream()
        .anyMatch(r -> r.state() == ManifestState.FOREIGN || r.state() == ManifestState.CHANGED);
  }
}
