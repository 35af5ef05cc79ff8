package dev.freehold.check;

import dev.freehold.app.Offer;
import dev.freehold.check.Finding.Severity;
import dev.freehold.check.StoredFile.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says which files the app has in the storage of a builder, and how to bring them. */
public final class StorageFindings {
  private static final String CODE = "check.builder-asset";

  /** How many places a note names, and how many warnings there are. */
  private static final int MOST = 20;

  private StorageFindings() {}

  /** What can be said of a storage in one note. */
  private record Group(String builder, String store, Use use) {}

  /**
   * @param left what {@link BuilderStorage#named} found and the app still asks there
   * @param refused why one was not brought, by its address
   * @return {@code check.builder-asset}: a note for each storage, and a warning for each file that
   *     could not be brought
   */
  public static AssetFindings.Result of(List<StoredFile> left, Map<String, String> refused) {
    var groups = new LinkedHashMap<Group, List<StoredFile>>();
    var failed = new LinkedHashMap<String, Finding>();
    for (StoredFile stored : left) {
      Optional<String> why = Optional.ofNullable(refused.get(stored.address()));
      if (stored.isLoaded() && why.isPresent()) {
        failed.putIfAbsent(stored.address(), refused(stored, why.get()));
      } else {
        groups
            .computeIfAbsent(
                new Group(stored.builder(), stored.store(), stored.use()), _ -> new ArrayList<>())
            .add(stored);
      }
    }
    return new AssetFindings.Result(
        failed.values().stream().limit(MOST).toList(),
        groups.entrySet().stream()
            .map(group -> reading(group.getKey(), group.getValue()))
            .toList());
  }

  private static Reading reading(Group group, List<StoredFile> stored) {
    Set<String> addresses =
        stored.stream()
            .map(StoredFile::address)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    String files =
        switch (group.use()) {
          case LOADED -> addresses.size() == 1 ? "1 file is" : addresses.size() + " files are";
          case PART ->
              addresses.size() == 1
                  ? "1 address that code makes a longer text of is"
                  : addresses.size() + " addresses that code makes longer texts of are";
          case OUTSIDE ->
              addresses.size() == 1
                  ? "1 file that others than the page ask for is"
                  : addresses.size() + " files that others than the page ask for are";
        };
    String message =
        files
            + " in "
            + group.builder()
            + "'s storage ("
            + group.store()
            + "), as long as the project is there: "
            + stored.stream()
                .limit(MOST)
                .map(StorageFindings::place)
                .collect(Collectors.joining(", "))
            + (stored.size() > MOST ? " and " + (stored.size() - MOST) + " more places." : ".");
    return new Reading(
        finding(
            Severity.INFO,
            "stored-at-builder",
            stored.getFirst(),
            List.of(group.store(), group.use().name()),
            message,
            remedy(group.use())),
        group.store());
  }

  private static String remedy(Use use) {
    return switch (use) {
      case LOADED ->
          "Have them brought into the app, which then serves them itself: freehold app set with="
              + Offer.BUILDER_FILES.id()
              + " . Then deploy again.";
      case PART ->
          "They stay as they are. To be independent, put the files into the app's folder public/,"
              + " and name them there.";
      case OUTSIDE ->
          "Servers, mails and previews of links need a whole address, so these stay as they are. To"
              + " be independent, put the files into the app's folder public/, and name them by the"
              + " app's own address.";
    };
  }

  private static Finding refused(StoredFile stored, String why) {
    return finding(
        Severity.WARNING,
        "not-brought",
        stored,
        List.of(stored.file(), stored.address()),
        stored.file()
            + " line "
            + stored.line()
            + " shows "
            + stored.name()
            + ", which could not be brought: "
            + why,
        "Look at "
            + stored.address()
            + " in a browser. If the file is gone there, put another one into the app's folder"
            + " public/, and name that.");
  }

  private static String place(StoredFile stored) {
    String name = stored.name();
    return stored.file() + " line " + stored.line() + (name.isEmpty() ? "" : " (" + name + ")");
  }

  private static Finding finding(
      Severity severity,
      String rule,
      StoredFile first,
      List<String> of,
      String message,
      String remedy) {
    return new Finding(
        FindingId.plain(CODE, rule, String.join(" ", of)),
        severity,
        CODE,
        rule,
        first.file(),
        first.line(),
        message,
        remedy);
  }
}
