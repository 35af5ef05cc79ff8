package dev.freehold.targets.ssh;

import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.targets.Progress;
import dev.freehold.targets.Setup;
import dev.freehold.targets.ssh.transport.Remote;
import dev.freehold.targets.ssh.transport.Remote.Input;
import dev.freehold.targets.ssh.transport.ServerAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a server lacks before it can be deployed to, and bringing it. Needs root, once. */
public final class ServerSetup {
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final Duration WORK = Duration.ofMinutes(10);
  private static final int FIRST_PORT = 7480;
  private static final long SKEW_SECONDS = 120;
  private static final long LITTLE_DISK = 512L << 20;

  private final Clock clock;

  public ServerSetup(Clock clock) {
    this.clock = clock;
  }

  /** The parts of {@code setup.sh} in their order, each of which says when it begins. */
  public enum Part {
    PACKAGES,
    FOLDER,
    SERVICES,
    RULES,
    CONFIG,
    START;

    private static final String LEAD = "at ";

    String said() {
      return LEAD + name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param sentence plain, for its owner
   */
  public record Work(Part part, String sentence) {}

  /**
   * What would be done.
   *
   * @param work in the order in which it is done; empty when nothing is missing
   * @param hints what the owner should know besides
   */
  public record Plan(ServerFacts facts, List<Work> work, List<String> hints) {
    public List<String> steps() {
      return work.stream().map(Work::sentence).toList();
    }

    Setup of(ServerAddress address) {
      return new Setup(
          address.toString(), address.name(), Optional.empty(), facts.about(), steps(), hints);
    }
  }

  public ServerFacts look(Remote remote) {
    var variables = new TreeMap<String, String>();
    variables.put("root", ServerFolder.ROOT);
    variables.put("places", KeptPlace.ROOT);
    for (WebServer server : WebServer.values()) {
      variables.put(server.word() + "_import", server.include());
      variables.put(server.word() + "_config", server.config());
      variables.put(server.word() + "_files", String.join(" ", server.files().keySet()));
    }
    return new ServerScripts(remote)
        .read(
            "facts",
            variables,
            Input.NONE,
            LOOK,
            said -> ServerFacts.read(said, clock.instant().getEpochSecond()));
  }

  /**
   * Looks; writes nothing.
   *
   * @throws UserError {@code target.system-unsupported}, {@code target.tool-missing}, {@code
   *     target.no-root}, {@code target.other-web-server}
   */
  public Plan plan(Remote remote) {
    ServerFacts facts = look(remote);
    WebServer server = facts.webServer();
    ServerFacts.Web web = facts.of(server);
    var work = new ArrayList<Work>();
    if (web.version().isEmpty()) {
      work.add(
          new Work(Part.PACKAGES, "Install the web server " + server.title() + " with apt-get."));
    }
    boolean bare = facts.details().isEmpty() || !facts.writable();
    if (bare) {
      work.add(
          new Work(
              Part.FOLDER,
              "Make the folder " + ServerFolder.ROOT + ", which belongs to " + facts.user() + "."));
    }
    if (!facts.services().equals(ServerServices.id())) {
      work.add(new Work(Part.SERVICES, servicesStep(facts, server)));
    }
    if (!bare && !web.shared().equals(Optional.of(shared(server)))) {
      work.add(new Work(Part.RULES, "Bring the rules that all sites share up to date."));
    }
    if (!web.imported()) {
      work.add(new Work(Part.CONFIG, importStep(server)));
    }
    if (!facts.runs(server)) {
      work.add(new Work(Part.START, "Start " + server.title() + "."));
    }
    if (!work.isEmpty()) {
      refuse(remote, facts);
    }
    return new Plan(facts, List.copyOf(work), hints(facts));
  }

  /** Does what the plan says; may be done again. */
  public ServerDetails carryOut(Remote remote, Plan plan, Progress progress) {
    ServerFacts facts = plan.facts();
    if (!plan.work().isEmpty()) {
      ServerDetails details = details(facts);
      WebServer server = details.webServer();
      Map<String, String> variables = variables(server);
      variables.put("owner", facts.user());
      int number = 0;
      for (String content : server.files().values()) {
        number++;
        variables.put("file_" + number, content);
      }
      variables.put("files", String.join(" ", server.files().keySet()));
      variables.putAll(ServerServices.variables());
      variables.put("details", Json.write(details));
      variables.put("details_installed", Json.write(details.withInstalledCaddy()));
      asRoot(remote, facts).stream(
          "setup", variables, Input.NONE, WORK, line -> tell(line, plan, progress));
    }
    return look(remote).details().orElseThrow(() -> notSetUp(remote));
  }

  /** A part that does again what is there already is no step of the plan. */
  private static void tell(String line, Plan plan, Progress progress) {
    for (int step = 0; step < plan.work().size(); step++) {
      if (line.equals(plan.work().get(step).part().said())) {
        progress.at(step);
      }
    }
  }

  private static ServerDetails details(ServerFacts facts) {
    Optional<ServerDetails> before = facts.details();
    return new ServerDetails(
        ServerDetails.FORMAT,
        facts.webServer(),
        port(facts),
        before.map(ServerDetails::http).orElse(ServerDetails.HTTP),
        before.map(ServerDetails::https).orElse(ServerDetails.HTTPS),
        facts.zstd(),
        before.map(ServerDetails::installedCaddy).orElse(false));
  }

  private static String shared(WebServer server) {
    return Sha256.of(String.join("", server.files().values())).hex();
  }

  /** What is not as setting up left it, a sentence each. */
  public List<String> problems(ServerFacts facts) {
    var problems = new ArrayList<String>();
    if (facts.details().isEmpty()) {
      problems.add(ServerFolder.ROOT + "/server.json is gone: the server is not set up any more.");
    } else if (!facts.writable()) {
      problems.add(facts.user() + " may not write to " + ServerFolder.ROOT + " any more.");
    }
    WebServer server = facts.webServer();
    if (facts.of(server).version().isEmpty()) {
      problems.add(server.title() + " is not installed any more.");
    } else if (!facts.runs(server)) {
      problems.add(server.title() + " does not run.");
    }
    if (!facts.of(server).imported()) {
      problems.add(
          server.config() + " does not have the line '" + server.include() + "' any more.");
    }
    if (!facts.services().equals(ServerServices.id())) {
      problems.add(
          ServerServices.PROGRAM
              + " is not the one of this Freehold: apps with a server of their own can't be"
              + " deployed.");
    }
    facts.running().stream()
        .filter(name -> !name.equals(server.word()))
        .forEach(name -> problems.add(name + " runs as well, and may hold ports 80 and 443."));
    problems.addAll(hints(facts));
    return List.copyOf(problems);
  }

  /** What {@link #remove} would take away, a sentence each. */
  public List<String> removal(ServerFacts facts) {
    var steps = new ArrayList<String>();
    facts.sites().forEach(site -> steps.add("Stop serving " + site + " and delete its releases."));
    facts
        .kept()
        .forEach(
            site ->
                steps.add(
                    "Delete what servers of "
                        + site
                        + " wrote into folders that stay from release to release, in "
                        + KeptPlace.ROOT
                        + "."));
    steps.add("Delete the folder " + ServerFolder.ROOT + ".");
    steps.add(
        "Remove "
            + ServerServices.PROGRAM
            + ", the systemd unit freehold@.service and the line for sudo.");
    WebServer server = facts.webServer();
    steps.add(
        switch (server) {
          case CADDY -> "Remove the line '" + server.include() + "' from " + server.config() + ".";
          case NGINX -> "Remove " + server.config() + " and /etc/nginx/freehold.";
        });
    if (facts.details().map(ServerDetails::installedCaddy).orElse(false)) {
      steps.add("Remove Caddy, which was installed for Freehold.");
    }
    return List.copyOf(steps);
  }

  public void remove(Remote remote) {
    ServerFacts facts = look(remote);
    if (facts.root().equals("no")) {
      throw noRoot(remote, facts, removal(facts));
    }
    Map<String, String> variables = variables(facts.webServer());
    variables.put(
        "installed",
        Boolean.toString(facts.details().map(ServerDetails::installedCaddy).orElse(false)));
    asRoot(remote, facts).stream("remove", variables, Input.NONE, WORK);
  }

  private static ServerScripts asRoot(Remote remote, ServerFacts facts) {
    return facts.root().equals("self") ? new ServerScripts(remote) : ServerScripts.withSudo(remote);
  }

  private static Map<String, String> variables(WebServer server) {
    var variables = new TreeMap<String, String>();
    variables.put("root", ServerFolder.ROOT);
    variables.put("places", KeptPlace.ROOT);
    variables.put("webserver", server.word());
    variables.put("config", server.config());
    variables.put("import", server.include());
    return variables;
  }

  private static int port(ServerFacts facts) {
    return facts
        .details()
        .map(ServerDetails::port)
        .orElseGet(
            () -> {
              int port = FIRST_PORT;
              while (facts.ports().contains(port)) {
                port++;
              }
              return port;
            });
  }

  private static List<String> hints(ServerFacts facts) {
    var hints = new ArrayList<String>();
    if (Math.abs(facts.clockSkewSeconds()) > SKEW_SECONDS) {
      hints.add(
          "Its clock differs from this machine's by "
              + Math.abs(facts.clockSkewSeconds())
              + " seconds: certificates may be refused. Set it with 'timedatectl set-ntp true'.");
    }
    if (facts.diskFree() < LITTLE_DISK) {
      hints.add("It has only " + (facts.diskFree() >> 20) + " MiB of disk left.");
    }
    return List.copyOf(hints);
  }

  private static void refuse(Remote remote, ServerFacts facts) {
    if (facts.family().stream().noneMatch(List.of("debian", "ubuntu")::contains)
        && facts.of(facts.webServer()).version().isEmpty()) {
      throw new UserError(
          "target.system-unsupported",
          remote.address() + " runs " + facts.system() + ", where Freehold can't install Caddy.",
          "Install Caddy there yourself (caddyserver.com/docs/install) and start it, then add the"
              + " target again. Debian and Ubuntu are set up without that.");
    }
    if (!facts.missing().isEmpty()) {
      throw new UserError(
          "target.tool-missing",
          remote.address() + " lacks " + String.join(", ", facts.missing()) + ".",
          "Install them there, for example with 'apt-get install tar gzip coreutils util-linux'.");
    }
    WebServer server = facts.webServer();
    if (!facts.runs(server) && !facts.running().isEmpty()) {
      throw new UserError(
          "target.other-web-server",
          String.join(" and ", facts.running())
              + " runs on "
              + remote.address()
              + " and holds the ports that "
              + server.title()
              + " needs.",
          "Stop it, or use another server. Freehold works with Caddy and with nginx.");
    }
    if (facts.root().equals("no")) {
      throw noRoot(
          remote, facts, List.of("Set up " + server.title() + " and " + ServerFolder.ROOT + "."));
    }
  }

  private static UserError noRoot(Remote remote, ServerFacts facts, List<String> steps) {
    return new UserError(
        "target.no-root",
        facts.user()
            + " can't become root on "
            + remote.address()
            + " without a password, which this needs: "
            + String.join(" ", steps),
        "Add the target as root, or allow " + facts.user() + " to use sudo without a password.");
  }

  private static String importStep(WebServer server) {
    return switch (server) {
      case CADDY -> "Add the line '" + server.include() + "' to " + server.config() + ".";
      case NGINX ->
          "Write "
              + server.config()
              + ", which brings in the sites that Freehold deploys. nginx's other files and"
              + " sites stay as they are.";
    };
  }

  private static String servicesStep(ServerFacts facts, WebServer server) {
    return "Install "
        + ServerServices.PROGRAM
        + " and the systemd unit freehold@.service, which run the servers of apps"
        + (server == WebServer.NGINX ? " and tell nginx of sites" : "")
        + (facts.user().equals("root")
            ? "."
            : ", and let " + facts.user() + " call the first with sudo, and nothing else.");
  }

  private static UserError notSetUp(Remote remote) {
    return new UserError(
        "target.not-set-up",
        remote.address() + " is not set up for Freehold any more.",
        "Run 'freehold target add ssh " + remote.address() + "': it shows what is missing.");
  }
}
