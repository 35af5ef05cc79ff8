package dev.freehold.targets.aws.edge;

import dev.freehold.detect.Serving;
import dev.freehold.release.Artifact;
import dev.freehold.release.HashedNames;
import dev.freehold.targets.site.EnvScript;
import dev.freehold.targets.site.RetiredWorker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which document of a release stands at which address, without the leading slash. Hashed files are
 * left out: they are of all releases.
 */
final class Addresses {
  private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z][A-Za-z0-9_-]*$");
  private static final String INDEX = "index.html";
  private static final String PAGE = ".html";

  private final SortedMap<String, Artifact.File> files = new TreeMap<>();
  private final SortedMap<String, Artifact.File> hashed = new TreeMap<>();
  private final Set<String> retired = new TreeSet<>();
  private final SortedMap<String, String> documents = new TreeMap<>();
  private final Set<String> folders = new TreeSet<>();
  private final Set<String> unchanged = new TreeSet<>();
  private final SortedMap<String, List<String>> objects = new TreeMap<>();

  /**
   * @param workers paths at which browsers may keep a service worker of an earlier release
   */
  Addresses(Artifact artifact, Set<String> workers) {
    Serving serving = artifact.serving();
    int prefix = serving.publicFolder().isEmpty() ? 0 : serving.publicFolder().length() + 1;
    for (Artifact.File file : artifact.files()) {
      if (serving.isPublic(file.path())) {
        String path = file.path().substring(prefix);
        (HashedNames.isHashed(path) ? hashed : files).put(path, file);
      }
    }
    files.remove(EnvScript.PATH);
    workers.stream()
        .filter(path -> RetiredWorker.couldBe(path) && !HashedNames.isHashed(path))
        .filter(path -> !files.containsKey(path))
        .forEach(retired::add);
    files.keySet().forEach(path -> documents.put(path, path));
    retired.forEach(path -> documents.put(path, path));
    if (!isWhole(serving)) {
      files.keySet().forEach(this::addPage);
    }
    documents.keySet().stream().filter(a -> a.equals(key(a))).forEach(this::place);
    documents.keySet().stream().filter(a -> !a.equals(key(a))).forEach(this::place);
  }

  /** Whether a server of the app answers whatever is no file. */
  static boolean isWhole(Serving serving) {
    return serving.services().stream().anyMatch(service -> service.prefix().equals("/"));
  }

  static boolean hasEnding(String address) {
    return ENDING.matcher(address).find();
  }

  static boolean isFolder(String address) {
    return address.isEmpty() || address.endsWith("/");
  }

  /** What the function makes of an address that it knows nothing of. */
  static String key(String address) {
    if (isFolder(address)) {
      return address + INDEX;
    }
    return hasEnding(address) ? address : address + PAGE;
  }

  private void addPage(String path) {
    if (path.equals(INDEX) || path.endsWith("/" + INDEX)) {
      String folder = path.substring(0, path.length() - INDEX.length());
      documents.put(folder, path);
      String bare = folder.isEmpty() ? "" : folder.substring(0, folder.length() - 1);
      if (!bare.isEmpty() && !files.containsKey(bare) && !files.containsKey(bare + PAGE)) {
        folders.add(bare);
      }
    }
    if (path.endsWith(PAGE)) {
      String bare = path.substring(0, path.length() - PAGE.length());
      if (!isFolder(bare) && !HashedNames.isHashed(bare)) {
        documents.putIfAbsent(bare, path);
      }
    }
  }

  /** Two documents can't have one key: of those the one with the longer address keeps it. */
  private void place(String address) {
    List<String> there = objects.computeIfAbsent(key(address), _ -> new ArrayList<>());
    if (there.isEmpty()
        || Objects.equals(documents.get(there.getFirst()), documents.get(address))) {
      there.add(address);
    } else {
      unchanged.add(address);
      objects.computeIfAbsent(address, _ -> new ArrayList<>()).add(address);
    }
  }

  Map<String, Artifact.File> hashed() {
    return Collections.unmodifiableSortedMap(hashed);
  }

  /** Paths of service workers that only earlier releases had. */
  Set<String> retired() {
    return Collections.unmodifiableSet(retired);
  }

  /** Path of the document by address. */
  SortedMap<String, String> documents() {
    return Collections.unmodifiableSortedMap(documents);
  }

  Optional<Artifact.File> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** Addresses that lead to the same with a slash. */
  Set<String> folders() {
    return Collections.unmodifiableSet(folders);
  }

  /** Addresses that are keys as they are, though they have no ending. */
  Set<String> unchanged() {
    return Collections.unmodifiableSet(unchanged);
  }

  /** Which addresses lead to a key; all of them show one document. */
  SortedMap<String, List<String>> objects() {
    return Collections.unmodifiableSortedMap(objects);
  }
}
