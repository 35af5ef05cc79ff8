package dev.freehold.targets.site;

import dev.freehold.targets.Activation;
import dev.freehold.targets.KeptFolder;
import dev.freehold.targets.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a plan says about the folders that an app keeps at a target.
 *
 * @param live what the site has now
 * @param place where the folder of a name is
 * @param there measures those that were made; asked only of an app that keeps some
 */
public record Keeping(
    Optional<ServedRelease> live, UnaryOperator<String> place, Supplier<List<KeptFolder>> there) {
  private static final String KIND = "kept-folder";

  /** Against what the live release has. */
  public List<Resource> changes(Activation activation) {
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
                    + place.apply(name)
                    + "."));
      }
    }
    return List.copyOf(changes);
  }

  public List<String> notes(Activation activation) {
    if (activation.kept().isEmpty()) {
      return List.of();
    }
    Map<String, KeptFolder> made =
        there.get().stream().collect(Collectors.toMap(KeptFolder::folder, folder -> folder));
    return List.of(
        activation.kept().stream()
            .map(name -> made.getOrDefault(name, new KeptFolder(name, 0, 0)))
            .map(KeptFolder::shown)
            .collect(Collectors.joining(", ", "Kept across releases: ", "")));
  }
}
