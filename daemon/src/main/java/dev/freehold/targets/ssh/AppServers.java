package dev.freehold.targets.ssh;

import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.release.Artifact;
import dev.freehold.step.StepContext;
import dev.freehold.targets.Activation;
import dev.freehold.targets.LogPage;
import dev.freehold.targets.Resource;
import dev.freehold.targets.Server;
import dev.freehold.targets.Site;
import dev.freehold.targets.site.NotReady;
import dev.freehold.targets.site.ServiceProgram;
import dev.freehold.targets.site.ServiceProgram.Programs;
import dev.freehold.targets.ssh.transport.Remote.Input;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The servers of a site's releases, on the user's own server. */
final class AppServers {
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final Duration BRING = Duration.ofMinutes(30);
  private static final Duration READY_WITHIN = Duration.ofSeconds(30);
  private static final Duration RECENTLY = Duration.ofMinutes(1);
  private static final int MANY = 3;
  private static final Pattern LOG_LINE =
      Pattern.compile("(?<name>\\S+) (?<micros>\\d+) (?<text>.*)");
  private static final Pattern ENDED = Pattern.compile("^ended:(?<code>\\S+)$");

  private final Site site;
  private final OwnServer server;
  private final ServerScripts scripts;
  private final LinuxPrograms linux;

  AppServers(Site site, OwnServer server, ServerScripts scripts, LinuxPrograms linux) {
    this.site = site;
    this.server = server;
    this.scripts = scripts;
    this.linux = linux;
  }

  /**
   * What would be brought so that they run, a sentence each. Looks only.
   *
   * @throws dev.freehold.base.UserError when they can't run there
   */
  List<Resource> prepare(Artifact artifact, Map<String, String> variables) {
    if (artifact.serving().isStatic()) {
      return List.of();
    }
    ServerPrograms programs = look(variables);
    programs.refuse(artifact, server);
    return programs.toBring(artifact).stream()
        .map(
            missing ->
                new Resource(
                    "runtime",
                    missing.name(),
                    missing.shown() + " for the app's server, in " + missing.folder() + ".",
                    false,
                    Optional.empty()))
        .toList();
  }

  /** What runs them; what is missing is brought first. */
  Programs programs(Artifact artifact, Map<String, String> variables, StepContext step) {
    ServerPrograms programs = look(variables);
    programs.refuse(artifact, server);
    for (Brought missing : programs.toBring(artifact)) {
      step.log("Bringing " + missing.shown() + " to " + server.remote().address() + ".");
      Path program =
          switch (missing) {
            case Brought.Node(int major) -> linux.node(major, programs.arch());
            case Brought.Deno() -> linux.deno(programs.arch());
          };
      bring(missing, program, variables, step);
    }
    return programs.of(artifact);
  }

  private ServerPrograms look(Map<String, String> variables) {
    return scripts.read("programs", variables, Input.NONE, LOOK, ServerPrograms::read);
  }

  private void bring(
      Brought missing, Path program, Map<String, String> variables, StepContext step) {
    try {
      long size = Files.size(program);
      Sha256 sum;
      try (InputStream bytes = Files.newInputStream(program)) {
        sum = Sha256.of(bytes);
      }
      var more = new TreeMap<>(variables);
      more.put("name", missing.name());
      more.put("program", missing.program());
      more.put("key", Sha256.of(step.record().run()).hex());
      more.put("sum", sum.hex());
      more.put("unpacker", Archive.unpacker(server.details().zstd()));
      scripts.stream(
          "runtime",
          more,
          out -> {
            try (var archive = new Archive(out, server.details().zstd());
                InputStream bytes = Files.newInputStream(program)) {
              archive.program(missing.program(), size, bytes);
            }
          },
          BRING);
    } catch (IOException e) {
      throw MachineError.io("Reading " + program, e);
    }
  }

  /** Adds what they need to an archive, a folder each. */
  void write(Archive archive, String folder, Activation activation, Programs programs)
      throws IOException {
    String release =
        new ServerFolder(site).path() + "/releases/" + ServerFolder.release(activation.release());
    for (Instance instance : Instance.of(site, activation)) {
      new InstanceFiles(
              instance,
              release,
              ServerFolder.app(activation),
              KeptPlace.of(site, activation),
              programs)
          .write(archive, folder + "/" + instance.service().name(), activation);
    }
  }

  /**
   * Starts those of a staged release and returns when they answer.
   *
   * @param host as visitors name it
   * @throws dev.freehold.base.UserError {@code target.server-not-ready}
   */
  void start(Activation activation, String host, Map<String, String> variables) {
    List<Instance> instances = Instance.of(site, activation);
    var more = new TreeMap<>(variables);
    more.put("instances", Instance.words(instances));
    more.put("host", host);
    more.put("patience", Long.toString(READY_WITHIN.toSeconds()));
    Optional<UserError> problem =
        scripts.read(
            "start",
            more,
            Input.NONE,
            READY_WITHIN.multipliedBy(2L + instances.size()),
            said -> problem(said.lines().toList(), instances, activation));
    if (problem.isPresent()) {
      throw problem.get();
    }
  }

  /** What the script said of the one that does not answer, and below it what that one printed. */
  private static Optional<UserError> problem(
      List<String> said, List<Instance> instances, Activation activation) {
    if (said.getFirst().equals("ready")) {
      return Optional.empty();
    }
    String[] why = said.getFirst().split(" ", 2);
    Instance failed =
        instances.stream()
            .filter(instance -> instance.name().equals(why[1]))
            .findFirst()
            .orElseThrow();
    Map<String, String> values = activation.settings().values();
    return Optional.of(
        NotReady.of(
            activation.release().name(),
            problem(why[0], failed),
            said.stream().skip(1).map(line -> ServiceProgram.redacted(line, values)).toList()));
  }

  /**
   * Whether those of a staged release run and answer; also when it has none.
   *
   * @param name of the release
   * @param host as visitors name it
   */
  boolean answer(String name, String host, Map<String, String> variables) {
    var more = new TreeMap<>(variables);
    more.put("name", name);
    more.put("host", host);
    return scripts.run("ready", more, Input.NONE, READY_WITHIN.multipliedBy(2)).equals("ready\n");
  }

  private static String problem(String why, Instance instance) {
    return switch (why) {
      case "silent", "failing" ->
          NotReady.silent(
              instance.service().healthPath(), READY_WITHIN.toSeconds(), why.equals("failing"));
      default -> endedWith(ENDED.matcher(why).results().findFirst().orElseThrow().group("code"));
    };
  }

  private static String endedWith(String code) {
    return "The server ended with exit code " + code + ".";
  }

  /** Those of what is live. */
  List<Server> live(Map<String, String> variables) {
    return scripts.read("servers", variables, Input.NONE, LOOK, State::read).servers();
  }

  /** What is wrong with those of what is live although they may answer now. */
  Optional<String> complaint(Map<String, String> variables) {
    State state = scripts.read("servers", variables, Input.NONE, LOOK, State::read);
    return state.servers().stream()
        .filter(live -> live.failures() >= MANY)
        .filter(live -> live.failedAt().filter(state.now().minus(RECENTLY)::isBefore).isPresent())
        .findFirst()
        .map(
            live ->
                "The server "
                    + live.name()
                    + " failed "
                    + live.failures()
                    + " times within a minute. "
                    + live.problem().orElse(""));
  }

  /** Of all its servers that are there, so also of the one before. */
  LogPage logs(OptionalLong after, int limit, Map<String, String> variables) {
    var more = new TreeMap<>(variables);
    more.put("limit", Integer.toString(limit));
    more.put("after", Long.toString(after.orElse(0)));
    String prefix = Instance.prefix(site);
    List<LogPage.Line> lines =
        scripts.read("logs", more, Input.NONE, LOOK, said -> lines(said, prefix));
    // the oldest of what came since, and the newest of all
    List<LogPage.Line> page =
        lines.size() <= limit
            ? lines
            : after.isPresent()
                ? lines.subList(0, limit)
                : lines.subList(lines.size() - limit, lines.size());
    long next =
        page.isEmpty()
            ? after.orElse(0)
            : ChronoUnit.MICROS.between(Instant.EPOCH, page.getLast().at());
    return new LogPage(page, next);
  }

  private static List<LogPage.Line> lines(String said, String prefix) {
    return said.lines()
        .map(LOG_LINE::matcher)
        .filter(Matcher::matches)
        .map(
            line ->
                new LogPage.Line(
                    Instant.EPOCH.plus(Long.parseLong(line.group("micros")), ChronoUnit.MICROS),
                    line.group("name").substring(prefix.length()).replaceFirst("-.*", ""),
                    line.group("name").substring(line.group("name").lastIndexOf('.') + 1),
                    line.group("text")))
        .sorted(Comparator.comparing(LogPage.Line::at))
        .toList();
  }

  /**
   * @param now by the clock that the failures have their times of
   */
  private record State(Instant now, List<Server> servers) {
    static State read(String said) {
      Instant now = Instant.EPOCH;
      var servers = new ArrayList<Server>();
      var failures = new ArrayList<Instant>();
      for (String line : said.lines().toList()) {
        String[] words = line.split(" ");
        switch (words[0]) {
          case "now" -> now = second(words[1]);
          case "server" -> {
            failures.clear();
            String state =
                words[2].equals("stopped") ? "stopped" : words.length > 3 ? "ready" : "down";
            servers.add(new Server(words[1], state, 0, Optional.empty(), Optional.empty()));
          }
          default -> {
            failures.add(second(words[1]));
            servers.add(failed(servers.removeLast(), failures, words[2]));
          }
        }
      }
      return new State(now, List.copyOf(servers));
    }

    private static Server failed(Server server, List<Instant> failures, String code) {
      Instant last = failures.getLast();
      long recent = failures.stream().filter(last.minus(RECENTLY)::isBefore).count();
      return new Server(
          server.name(),
          server.state(),
          (int) recent,
          Optional.of(last),
          Optional.of(endedWith(code)));
    }

    private static Instant second(String text) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
  }
}
