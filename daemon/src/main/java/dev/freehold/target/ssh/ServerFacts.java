package dev.freehold.target.ssh;

import dev.freehold.base.Json;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a look at a server says.
 *
 * @param user who is logged in
 * @param system {@code Debian GNU/Linux 12 (bookworm)}
 * @param family ids of os-release(5), the own one first: {@code ubuntu debian}
 * @param root how to become root: {@code self}, {@code sudo} or {@code no}
 * @param clockSkewSeconds by how much its clock is ahead of ours
 * @param load of the last minute
 * @param memoryFree bytes
 * @param diskFree bytes where releases are kept
 * @param missing tools that scripts need
 * @param caddy its version
 * @param running web servers that run
 * @param ports that something listens to
 * @param writable whether the user may write to Freehold's folder
 * @param imported whether the web server includes what Freehold writes
 * @param shared SHA-256 of the file that all sites share
 * @param details empty when the server was not set up
 * @param sites {@code guestbook.production}
 */
public record ServerFacts(
    String user,
    String arch,
    String system,
    List<String> family,
    String root,
    long clockSkewSeconds,
    double load,
    int processors,
    long memoryFree,
    long memoryTotal,
    long diskFree,
    long diskTotal,
    List<String> missing,
    boolean zstd,
    Optional<String> caddy,
    List<String> running,
    List<Integer> ports,
    boolean writable,
    boolean imported,
    Optional<String> shared,
    Optional<ServerDetails> details,
    List<String> sites) {

  /**
   * @param output a line per fact, {@code name=value}
   * @param now seconds since 1970 here
   */
  static ServerFacts read(String output, long now) {
    Map<String, String> facts = new HashMap<>();
    output
        .lines()
        .map(line -> line.split("=", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> facts.put(parts[0], parts[1].strip()));
    List<String> memory = words(facts, "memory");
    List<String> disk = words(facts, "disk");
    return new ServerFacts(
        facts.getOrDefault("user", ""),
        facts.getOrDefault("arch", ""),
        facts.getOrDefault("system", ""),
        words(facts, "family"),
        facts.getOrDefault("root", "no"),
        Long.parseLong(facts.getOrDefault("time", Long.toString(now))) - now,
        Double.parseDouble(facts.getOrDefault("load", "0")),
        Integer.parseInt(facts.getOrDefault("processors", "1")),
        number(memory, 0),
        number(memory, 1),
        number(disk, 0),
        number(disk, 1),
        words(facts, "missing"),
        facts.getOrDefault("zstd", "").equals("true"),
        text(facts, "caddy"),
        words(facts, "running"),
        words(facts, "ports").stream().map(port -> Integer.parseInt(port, 16)).distinct().toList(),
        facts.getOrDefault("writable", "").equals("true"),
        facts.getOrDefault("imported", "").equals("true"),
        text(facts, "shared"),
        text(facts, "details").map(json -> Json.read(json, ServerDetails.class)),
        words(facts, "sites"));
  }

  private static Optional<String> text(Map<String, String> facts, String name) {
    return Optional.ofNullable(facts.get(name)).filter(text -> !text.isEmpty());
  }

  private static List<String> words(Map<String, String> facts, String name) {
    return Arrays.stream(facts.getOrDefault(name, "").split(" "))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static long number(List<String> words, int at) {
    return at < words.size() ? Long.parseLong(words.get(at)) : 0;
  }
}
