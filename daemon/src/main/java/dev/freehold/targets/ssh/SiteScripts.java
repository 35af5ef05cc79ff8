package dev.freehold.targets.ssh;

import dev.freehold.base.Json;
import dev.freehold.targets.KeptFolder;
import dev.freehold.targets.Site;
import dev.freehold.targets.site.Operator;
import dev.freehold.targets.site.SitePointer;
import dev.freehold.targets.site.StagedRelease;
import dev.freehold.targets.ssh.transport.Remote.Input;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is run on a server for one site: a script for each step, and what all of them are told. */
final class SiteScripts {
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final Duration WORK = Duration.ofMinutes(5);

  private final Site site;
  private final ServerFolder folder;
  private final ServerDetails details;
  private final ServerScripts scripts;

  SiteScripts(Site site, ServerFolder folder, ServerDetails details, ServerScripts scripts) {
    this.site = site;
    this.folder = folder;
    this.details = details;
    this.scripts = scripts;
  }

  /** Writes what a script is sent. */
  @FunctionalInterface
  interface Content {
    void write(Archive archive) throws IOException;
  }

  Map<String, String> variables() {
    var variables = new TreeMap<String, String>();
    variables.put("root", ServerFolder.ROOT);
    variables.put("site", folder.path());
    variables.put("prefix", Instance.prefix(site));
    variables.put("places", KeptPlace.ROOT);
    WebServer webServer = details.webServer();
    variables.put("webserver", webServer.word());
    variables.put("config", webServer.config());
    variables.put("import", webServer.include());
    variables.put("who", Operator.NAME);
    return variables;
  }

  Seen look() {
    return scripts.read("observe", variables(), Input.NONE, LOOK, Seen::of);
  }

  List<StagedRelease> staged() {
    return scripts.read(
        "staged",
        variables(),
        Input.NONE,
        LOOK,
        said -> said.lines().map(line -> Json.read(line, StagedRelease.class)).toList());
  }

  /**
   * @throws dev.freehold.base.UserError when another site of the server answers at one of them
   */
  void refuseTaken(Collection<Address> addresses) {
    var variables = withWeb();
    variables.put(
        "addresses",
        addresses.stream().map(Address::claim).map(URI::toString).collect(Collectors.joining(" ")));
    scripts.run("claims", variables, Input.NONE, LOOK);
  }

  void provision() {
    scripts.run("provision", variables(), Input.NONE, LOOK);
  }

  void stage(Map<String, String> more, Content content) {
    send("stage", more, content);
  }

  /** The pointer that is in force afterwards, or {@code again} when another one was seen before. */
  String activate(Map<String, String> more, Content content) {
    return send("activate", more, content);
  }

  SitePointer pointer(String answer) {
    return scripts.meant("activate", answer, text -> Json.read(text, SitePointer.class));
  }

  void prune(Map<String, String> more, Content content) {
    send("prune", more, content);
  }

  List<KeptFolder> kept() {
    return scripts.read("kept", variables(), Input.NONE, WORK, KeptPlace::measured);
  }

  void remove() {
    scripts.run("remove-site", withWeb(), Input.NONE, WORK);
  }

  private String send(String name, Map<String, String> more, Content content) {
    var variables = withWeb();
    variables.put("unpacker", Archive.unpacker(details.zstd()));
    variables.putAll(more);
    return scripts.run(
        name,
        variables,
        out -> {
          try (var archive = new Archive(out, details.zstd())) {
            content.write(archive);
          }
        },
        WORK);
  }

  private Map<String, String> withWeb() {
    Map<String, String> variables = variables();
    variables.put("web", folder.web());
    return variables;
  }
}
