package dev.freehold.doctor;

import dev.freehold.browser.ManifestState;
import dev.freehold.browser.NativeHost;
import dev.freehold.browser.Registered;
import dev.freehold.host.ExtensionIds;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the manifests let Freehold's own extension in. */
record ExtensionExamination(NativeHost host) implements Examination {
  @Override
  public Subject subject() {
    return Subject.EXTENSION;
  }

  @Override
  public Line look() {
    List<Registered> manifests =
        host.status().stream()
            .filter(
                r -> r.state() != ManifestState.MISSING && r.state() != ManifestState.IMPOSSIBLE)
            .toList();
    if (manifests.isEmpty()) {
      return Line.unknown(
          subject(), "There is no manifest that could allow it.", "freehold browser install");
    }
    List<Registered> closed = manifests.stream().filter(r -> !r.allowsTheExtension()).toList();
    String ids = String.join(", ", ExtensionIds.PINNED);
    if (closed.isEmpty()) {
      return Line.ok(subject(), "The manifests allow the extension " + ids + ".");
    }
    return Line.failed(
        subject(),
        closed.stream()
                .map(r -> r.browser().manifest().toString())
                .collect(Collectors.joining(", "))
            + " does not allow the extension "
            + ids
            + ".",
        "freehold browser install --force");
  }
}
