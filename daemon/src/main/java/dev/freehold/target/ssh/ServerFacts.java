package dev.freehold.target.ssh;

import dev.freehold.base.Json;
import java.util.List;
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
 * @param services SHA-256 of what runs the servers of apps
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
    String services,
    Optional<ServerDetails> details,
    List<String> sites) {

  /**
   * @param output a line per fact, {@code name=value}
   * @param now seconds since 1970 here
   */
  static ServerFacts read(String output, long now) {
    Facts facts = Facts.read(output);
    List<String> memory = facts.words("memory");
    List<String> disk = facts.words("disk");
    return new ServerFacts(
        facts.text("user", ""),
        facts.text("arch", ""),
        facts.text("system", ""),
        facts.words("family"),
        facts.text("root", "no"),
        Long.parseLong(facts.text("time", Long.toString(now))) - now,
        Double.parseDouble(facts.text("load", "0")),
        Integer.parseInt(facts.text("processors", "1")),
        number(memory, 0),
        number(memory, 1),
        number(disk, 0),
        number(disk, 1),
        facts.words("missing"),
        facts.isTrue("zstd"),
        facts.text("caddy"),
        facts.words("running"),
        facts.words("ports").stream().map(port -> Integer.parseInt(port, 16)).distinct().toList(),
        facts.isTrue("writable"),
        facts.isTrue("imported"),
        facts.text("shared"),
        facts.text("services", ""),
        facts.text("details").map(json -> Json.read(json, ServerDetails.class)),
        facts.words("sites"));
  }

  private static long number(List<String> words, int at) {
    return at < words.size() ? Long.parseLong(words.get(at)) : 0;
  }
}
