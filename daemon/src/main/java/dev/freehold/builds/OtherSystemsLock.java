package dev.freehold.builds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A lock file of npm with the packages for other systems than the one that it was written on.
 * Packages that come as one per system name them all as optional, and some versions of npm write
 * down only the one that they installed. With such a lock, {@code npm ci} leaves out what this
 * machine needs, or refuses the lock.
 */
final class OtherSystemsLock {
  private static final String FOLDER = "node_modules/";
  private static final Pattern VERSION = Pattern.compile("[\\^~]?(\\d+\\.\\d+\\.\\d+[\\w.+-]*)");

  /** Words of packages' names, and what npm calls the same. */
  private static final Map<String, String> SYSTEMS =
      Map.ofEntries(
          Map.entry("linux", "linux"),
          Map.entry("linuxmusl", "linux"),
          Map.entry("darwin", "darwin"),
          Map.entry("fsevents", "darwin"),
          Map.entry("win32", "win32"),
          Map.entry("windows", "win32"),
          Map.entry("android", "android"),
          Map.entry("freebsd", "freebsd"),
          Map.entry("netbsd", "netbsd"),
          Map.entry("openbsd", "openbsd"),
          Map.entry("openharmony", "openharmony"),
          Map.entry("sunos", "sunos"),
          Map.entry("aix", "aix"));

  private static final Map<String, String> PROCESSORS =
      Map.ofEntries(
          Map.entry("x64", "x64"),
          Map.entry("64", "x64"),
          Map.entry("x86_64", "x64"),
          Map.entry("arm64", "arm64"),
          Map.entry("aarch64", "arm64"),
          Map.entry("arm", "arm"),
          Map.entry("armv7", "arm"),
          Map.entry("ia32", "ia32"),
          Map.entry("ppc64", "ppc64"),
          Map.entry("ppc64le", "ppc64"),
          Map.entry("riscv64", "riscv64"),
          Map.entry("loong64", "loong64"),
          Map.entry("mips64el", "mips64el"),
          Map.entry("s390x", "s390x"),
          Map.entry("wasm32", "wasm32"));

  /** What runs anywhere and is wanted nowhere where there is something better. */
  private static final Optional<String> NO_MACHINE = Optional.of("wasm32");

  private final String system;
  private final String processor;

  /**
   * @param system as npm calls it
   * @param processor as npm calls it
   */
  OtherSystemsLock(String system, String processor) {
    this.system = system;
    this.processor = processor;
  }

  static OtherSystemsLock ofThisMachine() {
    boolean mac = System.getProperty("os.name", "").startsWith("Mac");
    String arch = System.getProperty("os.arch", "");
    return new OtherSystemsLock(
        mac ? "darwin" : "linux",
        arch.equals("amd64") ? "x64" : PROCESSORS.getOrDefault(arch, arch));
  }

  /**
   * Adds to a lock file what it leaves out for other systems, in the versions that it names itself.
   *
   * @return names of the added packages that this machine needs, empty when it has all of them
   */
  Added complete(ObjectNode lock) {
    if (!(lock.path("packages") instanceof ObjectNode packages)) {
      return new Added(0, List.of());
    }
    var added = new TreeMap<String, Member>();
    for (Map.Entry<String, JsonNode> entry : List.copyOf(packages.properties())) {
      for (Map.Entry<String, JsonNode> wanted :
          entry.getValue().path("optionalDependencies").properties()) {
        member(packages, entry.getKey(), wanted.getKey(), wanted.getValue().asText())
            .ifPresent(
                member -> {
                  packages.set(member.place(), member.entry(packages, entry.getValue()));
                  added.put(member.place(), member);
                });
      }
    }
    return new Added(added.size(), needed(added.values()));
  }

  /**
   * @param count of all that were added
   * @param needed names of those for this machine
   */
  record Added(int count, List<String> needed) {}

  private List<String> needed(Collection<Member> added) {
    return added.stream()
        .filter(member -> member.system().equals(Optional.of(system)) && !member.isMusl())
        .filter(member -> member.processor().stream().allMatch(processor::equals))
        .map(Member::name)
        .distinct()
        .toList();
  }

  /** What is missing, where npm would put it; empty when it is there or is for every system. */
  private static Optional<Member> member(
      ObjectNode packages, String wantedBy, String name, String range) {
    var version = VERSION.matcher(range);
    Optional<String> system = known(SYSTEMS, name);
    Optional<String> processor = known(PROCESSORS, name);
    if (system.isEmpty() && !processor.equals(NO_MACHINE) || !version.matches()) {
      return Optional.empty();
    }
    boolean exact = range.equals(version.group(1));
    var taken = new ArrayList<String>();
    for (String place : places(wantedBy, name)) {
      JsonNode there = packages.path(place);
      if (!there.isMissingNode()) {
        if (!exact || there.path("version").asText().equals(range)) {
          return Optional.empty();
        }
        taken.add(place);
      }
    }
    if (wantedBy.isEmpty() && !taken.isEmpty()) {
      // the lock file is not of this package.json, which npm says itself
      return Optional.empty();
    }
    String beside = above(wantedBy) + FOLDER + name;
    String place = taken.contains(beside) ? wantedBy + "/" + FOLDER + name : beside;
    return Optional.of(new Member(place, name, version.group(1), system, processor));
  }

  /** Where Node.js looks, the nearest first. */
  private static List<String> places(String wantedBy, String name) {
    var places = new ArrayList<String>();
    String at = wantedBy;
    while (!at.isEmpty()) {
      places.add(at + "/" + FOLDER + name);
      at = above(at);
      at = at.endsWith("/") ? at.substring(0, at.length() - 1) : at;
    }
    places.add(FOLDER + name);
    return places;
  }

  /** The folder that a package's own node_modules is in: empty, or with a slash behind it. */
  private static String above(String place) {
    int last = place.lastIndexOf(FOLDER);
    return last < 0 ? "" : place.substring(0, last);
  }

  private static Optional<String> known(Map<String, String> words, String name) {
    return Stream.of(name.toLowerCase(Locale.ROOT).split("[/-]"))
        .map(words::get)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private record Member(
      String place,
      String name,
      String version,
      Optional<String> system,
      Optional<String> processor) {
    boolean isMusl() {
      return name.contains("musl");
    }

    /** Without an address and a hash, so npm asks its registry for them. */
    ObjectNode entry(ObjectNode packages, JsonNode wantedBy) {
      ObjectNode entry = packages.objectNode();
      entry.put("version", version);
      entry.put("optional", true);
      Stream.of("dev", "devOptional", "peer")
          .filter(wantedBy::has)
          .forEach(flag -> entry.set(flag, wantedBy.get(flag)));
      system.ifPresent(one -> entry.putArray("os").add(one));
      processor.ifPresent(one -> entry.putArray("cpu").add(one));
      if (isMusl() || name.matches(".*-(?:gnu|glibc)")) {
        entry.putArray("libc").add(isMusl() ? "musl" : "glibc");
      }
      return entry;
    }
  }
}
