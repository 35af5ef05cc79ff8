package dev.freehold.targets.ssh;

import dev.freehold.base.Json;
import dev.freehold.base.Units;
import dev.freehold.targets.Setup;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
 * @param web what there is of each web server
 * @param running web servers that run
 * @param ports that something listens to
 * @param writable whether the user may write to Freehold's folder
 * @param services SHA-256 of what runs the servers of apps
 * @param details empty when the server was not set up
 * @param sites {@code guestbook.production}
 * @param kept those whose servers wrote into folders that stay from release to release
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
    Map<WebServer, Web> web,
    List<String> running,
    List<Integer> ports,
    boolean writable,
    String services,
    Optional<ServerDetails> details,
    List<String> sites,
    List<String> kept) {
  /**
   * A web server.
   *
   * @param version when it is installed
   * @param imported whether it includes what Freehold writes
   * @param shared SHA-256 of the files that all sites share, one behind the other
   */
  public record Web(Optional<String> version, boolean imported, Optional<String> shared) {
    private static Web read(Facts facts, String name) {
      return new Web(
          facts.text(name), facts.isTrue(name + ".imported"), facts.text(name + ".shared"));
    }
  }

  /** What people want to see of it. */
  List<Setup.Fact> about() {
    return List.of(
        new Setup.Fact("System", system + ", " + arch),
        new Setup.Fact("Processors", "%d, load %.2f".formatted(processors, load)),
        new Setup.Fact("Memory", free(memoryFree, memoryTotal)),
        new Setup.Fact("Disk", free(diskFree, diskTotal)));
  }

  private static String free(long free, long total) {
    return Units.bytes(free) + " of " + Units.bytes(total) + " free";
  }

  Web of(WebServer server) {
    return web.getOrDefault(server, new Web(Optional.empty(), false, Optional.empty()));
  }

  boolean runs(WebServer server) {
    return running.contains(server.word());
  }

  /** The one that it was set up with, if that is still there; else the one that runs there. */
  WebServer webServer() {
    WebServer there =
        runs(WebServer.NGINX) && !runs(WebServer.CADDY) ? WebServer.NGINX : WebServer.CADDY;
    return details
        .map(ServerDetails::webServer)
        .filter(server -> of(server).version().isPresent())
        .orElse(there);
  }

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
        Arrays.stream(WebServer.values())
            .collect(
                Collectors.toMap(
                    server -> server,
                    server -> Web.read(facts, server.word()),
                    (one, other) -> one,
                    TreeMap::new)),
        facts.words("running"),
        facts.words("ports").stream().map(port -> Integer.parseInt(port, 16)).distinct().toList(),
        facts.isTrue("writable"),
        facts.text("services", ""),
        facts.text("details").map(json -> Json.read(json, ServerDetails.class)),
        facts.words("sites"),
        facts.words("kept"));
  }

  private static long number(List<String> words, int at) {
    return at < words.size() ? Long.parseLong(words.get(at)) : 0;
  }
}
