package dev.freehold.targets.local;

import dev.freehold.base.MachineError;
import dev.freehold.targets.Activation;
import dev.freehold.targets.KeptFolder;
import dev.freehold.targets.Resource;
import dev.freehold.targets.local.site.KeptContent;
import dev.freehold.targets.local.site.SiteFolder;
import dev.freehold.targets.site.ServedRelease;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a plan says about the folders that an app keeps on this machine. */
record Keeping(SiteFolder folder, Optional<ServedRelease> live) {
  private static final String KIND = "kept-folder";

  /** Against what the live release has. */
  List<Resource> changes(Activation activation) {
    List<String> before = live.map(ServedRelease::kept).orElse(List.of());
    var changes = new ArrayList<Resource>();
    for (String name : activation.kept()) {
      if (!before.contains(name)) {
        changes.add(
            Resource.free(
                KIND,
                name,
                name + "/ is kept from release to release, and the server may write to it."));
      }
    }
    for (String name : before) {
      if (!activation.kept().contains(name)) {
        changes.add(
            Resource.free(
                KIND,
                name,
                name
                    + "/ is no longer kept: the server sees the release's own files there. What was"
                    + " written stays in "
                    + new KeptContent(folder).of(name)
                    + "."));
      }
    }
    return List.copyOf(changes);
  }

  List<String> notes(Activation activation) {
    if (activation.kept().isEmpty()) {
      return List.of();
    }
    return List.of(
        activation.kept().stream()
            .map(this::measured)
            .map(KeptFolder::shown)
            .collect(Collectors.joining(", ", "Kept across releases: ", "")));
  }

  private KeptFolder measured(String name) {
    try {
      return new KeptContent(folder).measured(name);
    } catch (IOException e) {
      throw MachineError.io("Reading " + folder.kept(), e);
    }
  }
}
