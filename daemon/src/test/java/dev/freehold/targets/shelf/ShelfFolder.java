package dev.freehold.targets.shelf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Ids;
import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.file.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All that a shelf knows, as files. One call at a time, so that a switch is compared and done. */
final class ShelfFolder {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  private final Path root;

  ShelfFolder(Path root) {
    this.root = root;
  }

  synchronized void makeRoom(String room) throws IOException {
    label(room);
    Files.createDirectories(root.resolve(room));
  }

  synchronized void removeRoom(String room) throws IOException {
    Folders.delete(roomFolder(room));
  }

  synchronized ShelfApi.Room room(String room) throws IOException {
    return new ShelfApi.Room(names(roomFolder(room)));
  }

  synchronized String makeSite(String room, String site) throws IOException {
    for (String label : site.split("\\.", -1)) {
      label(label);
    }
    Path folder = roomFolder(room).resolve(site);
    Path pass = folder.resolve("pass");
    if (!Files.exists(pass)) {
      Files.createDirectories(folder.resolve("blobs"));
      Files.createDirectories(folder.resolve("releases"));
      write(pass, Ids.unguessable().next().getBytes(StandardCharsets.UTF_8));
    }
    return Files.readString(pass);
  }

  synchronized void removeSite(String room, String site) throws IOException {
    Folders.delete(siteFolder(room, site));
  }

  synchronized ShelfApi.Site site(String room, String site) throws IOException {
    Path folder = siteFolder(room, site);
    var releases = new TreeMap<String, JsonNode>();
    for (String file : names(folder.resolve("releases"))) {
      String name = file.replace(".json", "");
      releases.put(name, release(room, site, name).note());
    }
    Path records = folder.resolve("records");
    List<String> lines = Files.exists(records) ? Files.readAllLines(records) : List.of();
    return new ShelfApi.Site(
        Files.readString(folder.resolve("pass")),
        live(room, site),
        releases,
        lines.stream().map(line -> Json.read(line, JsonNode.class)).toList());
  }

  synchronized ShelfApi.Missing missing(String room, String site, ShelfApi.Wanted wanted)
      throws IOException {
    Path blobs = roomFolder(room).resolve(site).resolve("blobs");
    var taken = new ArrayList<String>();
    for (String name : wanted.names()) {
      Optional<Owner> owner = owner(name);
      if (owner.isPresent() && !owner.get().equals(new Owner(room, site))) {
        taken.add(name);
      }
    }
    return new ShelfApi.Missing(
        wanted.blobs().stream().filter(blob -> !Files.exists(blobs.resolve(sha(blob)))).toList(),
        taken);
  }

  synchronized void blob(String room, String site, String sha, byte[] bytes) throws IOException {
    if (!Sha256.of(bytes).hex().equals(sha(sha))) {
      throw new ShelfRefusal(422, "these bytes have another digest");
    }
    write(siteFolder(room, site).resolve("blobs").resolve(sha), bytes);
  }

  synchronized void release(String room, String site, String name, ShelfApi.Release release)
      throws IOException {
    Path folder = siteFolder(room, site);
    label(name);
    Stream.concat(release.files().keySet().stream(), release.texts().keySet().stream())
        .forEach(ShelfFolder::refuseEscape);
    for (ShelfApi.File file : release.files().values()) {
      if (!Files.exists(folder.resolve("blobs").resolve(sha(file.blob())))) {
        throw new ShelfRefusal(422, "the bytes " + file.blob() + " were never brought");
      }
    }
    write(folder.resolve("releases").resolve(name + ".json"), release);
  }

  /** Whoever expects another generation changes nothing. */
  synchronized ShelfApi.Live turn(String room, String site, ShelfApi.Switch wanted)
      throws IOException {
    Path folder = siteFolder(room, site);
    Optional<ShelfApi.Live> now = live(room, site);
    long generation = generation(now);
    if (generation != wanted.expected()) {
      throw new ShelfRefusal(409, "it was switched " + generation + " times");
    }
    release(room, site, wanted.release());
    if (!missing(room, site, new ShelfApi.Wanted(List.of(), wanted.names())).names().isEmpty()) {
      throw new ShelfRefusal(422, "a name of these leads to another site");
    }
    var before = new ArrayList<String>();
    now.ifPresent(live -> before.add(live.release()));
    now.ifPresent(live -> before.addAll(live.before()));
    before.remove(wanted.release());
    var next =
        new ShelfApi.Live(
            generation + 1,
            wanted.release(),
            wanted.texts(),
            wanted.names(),
            wanted.redirects(),
            before.stream().distinct().toList(),
            wanted.note());
    // the record first: of a switch that did not happen it is written anew, as its line
    Path records = folder.resolve("records");
    List<String> lines =
        Files.exists(records)
            ? new ArrayList<>(Files.readAllLines(records).subList(0, (int) generation))
            : new ArrayList<>();
    lines.add(Json.write(wanted.record()));
    write(records, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    write(folder.resolve("live.json"), next);
    return next;
  }

  /** What is live stays, whatever is said. */
  synchronized void keep(String room, String site, ShelfApi.Keep keep) throws IOException {
    Path folder = siteFolder(room, site);
    Optional<ShelfApi.Live> now = live(room, site);
    if (generation(now) != keep.expected()) {
      throw new ShelfRefusal(409, "it was switched " + generation(now) + " times");
    }
    Set<String> kept = new HashSet<>(keep.releases());
    now.ifPresent(live -> kept.add(live.release()));
    if (now.isPresent()) {
      ShelfApi.Live live = now.get();
      write(
          folder.resolve("live.json"),
          new ShelfApi.Live(
              live.generation(),
              live.release(),
              live.texts(),
              live.names(),
              live.redirects(),
              live.before().stream().filter(kept::contains).toList(),
              keep.note()));
    }
    Set<String> blobs = new HashSet<>();
    for (String file : names(folder.resolve("releases"))) {
      String name = file.replace(".json", "");
      if (kept.contains(name)) {
        release(room, site, name).files().values().forEach(each -> blobs.add(each.blob()));
      } else {
        Files.delete(folder.resolve("releases").resolve(file));
      }
    }
    for (String blob : names(folder.resolve("blobs"))) {
      if (!blobs.contains(blob)) {
        Files.delete(folder.resolve("blobs").resolve(blob));
      }
    }
  }

  synchronized ShelfApi.Release release(String room, String site, String name) throws IOException {
    return read(
            siteFolder(room, site).resolve("releases").resolve(name + ".json"),
            ShelfApi.Release.class)
        .orElseThrow(() -> new ShelfRefusal(404, "no such release"));
  }

  synchronized Optional<ShelfApi.Live> live(String room, String site) throws IOException {
    return read(siteFolder(room, site).resolve("live.json"), ShelfApi.Live.class);
  }

  synchronized byte[] bytes(String room, String site, String blob) throws IOException {
    return Files.readAllBytes(siteFolder(room, site).resolve("blobs").resolve(blob));
  }

  record Owner(String room, String site) {}

  /** To which site a name of an owner leads. */
  synchronized Optional<Owner> owner(String name) throws IOException {
    for (String room : names(root)) {
      for (String site : names(root.resolve(room))) {
        Optional<ShelfApi.Live> live = live(room, site);
        if (live.isPresent()
            && (live.get().names().contains(name) || live.get().redirects().containsKey(name))) {
          return Optional.of(new Owner(room, site));
        }
      }
    }
    return Optional.empty();
  }

  private static long generation(Optional<ShelfApi.Live> live) {
    return live.map(ShelfApi.Live::generation).orElse(0L);
  }

  private Path roomFolder(String room) {
    label(room);
    return existing(root.resolve(room), "no such room");
  }

  private Path siteFolder(String room, String site) {
    for (String label : site.split("\\.", -1)) {
      label(label);
    }
    return existing(roomFolder(room).resolve(site), "no such site");
  }

  private static Path existing(Path folder, String otherwise) {
    if (!Files.isDirectory(folder)) {
      throw new ShelfRefusal(404, otherwise);
    }
    return folder;
  }

  private static void label(String name) {
    if (!LABEL.matcher(name).matches()) {
      throw new ShelfRefusal(422, "not a name: " + name);
    }
  }

  private static String sha(String text) {
    if (!Sha256.isValid(text)) {
      throw new ShelfRefusal(422, "not a digest: " + text);
    }
    return text;
  }

  private static void refuseEscape(String path) {
    boolean escapes =
        path.indexOf('\\') >= 0
            || path.indexOf('\0') >= 0
            || List.of(path.split("/", -1)).stream()
                .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (escapes) {
      throw new ShelfRefusal(422, "not a path of a site: " + path);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (var all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
    return Files.exists(file)
        ? Optional.of(Json.read(Files.readString(file), type))
        : Optional.empty();
  }

  private static void write(Path file, Record content) throws IOException {
    write(file, Json.write(content).getBytes(StandardCharsets.UTF_8));
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Path aside = file.resolveSibling("." + file.getFileName() + ".new");
    Files.write(aside, bytes);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
