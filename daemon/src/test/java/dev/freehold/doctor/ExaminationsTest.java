package dev.freehold.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.MachineError;
import dev.freehold.base.Os;
import dev.freehold.browser.BrowserPlaces;
import dev.freehold.browser.NativeHost;
import dev.freehold.builds.BuildSandbox;
import dev.freehold.builds.Toolchains;
import dev.freehold.doctor.Line.State;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.file.Launch;
import dev.freehold.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing when it is well and when it is not. The socket and the service are elsewhere. */
class ExaminationsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private @TempDir Path temp;
  private Home home;
  private Path bin;

  @BeforeEach
  void start() throws IOException {
    home = new Home(temp.resolve("h"));
    bin = Files.createDirectories(temp.resolve("bin"));
  }

  private Path program(Path file, String body) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** With our programs before those of the system. */
  private Map<String, String> environment() {
    return Map.of("PATH", bin + ":" + System.getenv("PATH"));
  }

  private ProcessRunner processes() {
    return new ProcessRunner(environment());
  }

  /** As the doctor itself, for which an error is a finding. */
  private static Line look(Examination examination) {
    return new Doctor(List.of(examination)).examine().getFirst();
  }

  private static void well(Examination examination, String reason) {
    Line line = look(examination);
    assertThat(line.state()).as("%s", line).isEqualTo(State.OK);
    assertThat(line.reason()).contains(reason);
    assertThat(line.remedy()).isEmpty();
  }

  private static void bad(Examination examination, State state, String reason, String remedy) {
    Line line = look(examination);
    assertThat(line.state()).as("%s", line).isEqualTo(state);
    assertThat(line.id()).isEqualTo(examination.subject().id());
    assertThat(line.reason()).contains(reason);
    assertThat(line.remedy().orElseThrow()).contains(remedy);
  }

  private record Kept(Optional<Instant> newest) implements Records {
    @Override
    public void check() {}

    @Override
    public ServedApps served() {
      return new ServedApps(true, Optional.empty());
    }
  }

  private record Damaged(Optional<Instant> newest) implements Records {
    @Override
    public void check() {
      throw new MachineError("store.damaged", "The database is damaged: page 3.", "Put a copy.");
    }

    @Override
    public ServedApps served() {
      return new ServedApps(false, Optional.of("It does not run."));
    }
  }

  @Test
  void theServedApps() {
    Path log = Path.of("/x/serve.log");
    well(
        new ServingExamination(log, Optional.of(new Kept(Optional.empty()))),
        "Nothing keeps apps on this machine from being served");
    bad(
        new ServingExamination(log, Optional.of(new Damaged(Optional.empty()))),
        State.FAILED,
        "It does not run.",
        "/x/serve.log");
    bad(
        new ServingExamination(log, Optional.empty()),
        State.UNKNOWN,
        "does not run",
        "freehold daemon start");
  }

  @Test
  void theDatabase() {
    well(
        new DatabaseExamination(home.database(), Optional.of(new Kept(Optional.empty()))),
        "is sound");
    bad(
        new DatabaseExamination(home.database(), Optional.of(new Damaged(Optional.empty()))),
        State.FAILED,
        "damaged: page 3",
        "Put a copy.");
    bad(
        new DatabaseExamination(home.database(), Optional.empty()),
        State.UNKNOWN,
        "it does not run",
        "freehold daemon start");
  }

  @Test
  void theDisk() {
    well(new DiskExamination(home.root(), _ -> 9L << 30), "9,216 MiB are free");
    bad(
        new DiskExamination(home.root(), _ -> 1L << 30),
        State.WARNING,
        "1,024 MiB",
        "freehold app prune");
    bad(
        new DiskExamination(home.root(), _ -> 100L << 20),
        State.FAILED,
        "100 MiB are free for " + home.root(),
        "freehold app prune");
    bad(
        new DiskExamination(
            home.root(),
            _ -> {
              throw new IOException("no such device");
            }),
        State.FAILED,
        "no such device",
        "disk");
  }

  @Test
  void theClock() throws Exception {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    well(new ClockExamination(home, clock, Optional.empty()), "2026-11-22T12:00:00Z");
    well(
        new ClockExamination(home, clock, Optional.of(new Kept(Optional.of(NOW.plusSeconds(30))))),
        "after everything");
    bad(
        new ClockExamination(
            home, clock, Optional.of(new Kept(Optional.of(NOW.plusSeconds(3600))))),
        State.FAILED,
        "2026-11-22T13:00:00Z",
        "timedatectl set-ntp true");
    Files.createDirectories(home.root());
    Files.writeString(home.database(), "");
    Files.setLastModifiedTime(home.database(), FileTime.from(NOW.plusSeconds(7200)));
    bad(
        new ClockExamination(home, clock, Optional.empty()),
        State.FAILED,
        "2026-11-22T14:00:00Z already: the clock went back",
        "timedatectl");
  }

  @Test
  void theSandbox() throws Exception {
    well(sandbox(Os.LINUX), "A program ran in bubblewrap");
    program(bin.resolve("bwrap"), "echo 'bwrap: No permissions to create a namespace' >&2; exit 1");
    bad(
        sandbox(Os.LINUX),
        State.FAILED,
        "No permissions to create a namespace",
        "kernel.apparmor_restrict_unprivileged_userns");
    bad(sandbox(Os.MACOS), State.WARNING, "No permissions", "--unsandboxed");
  }

  private Examination sandbox(Os os) {
    return new SandboxExamination(home, os, BuildSandbox.of(home, processes()));
  }

  @Test
  void nodeAndNpm() throws Exception {
    well(node(), "Builds use Node ");
    Path old = temp.resolve("old/bin/node");
    program(old, "[ \"$1\" = -p ] && printf '%s\\n%s\\n' \"$0\" v18.20.4; exit 0");
    program(temp.resolve("old/lib/node_modules/npm/bin/npm-cli.js"), "");
    Files.writeString(
        temp.resolve("old/lib/node_modules/npm/package.json"), "{\"version\":\"9.9.9\"}");
    Files.createSymbolicLink(bin.resolve("node"), old);
    bad(node(), State.FAILED, "Node 18.20.4 with npm 9.9.9", "Install Node.js 22");
    Files.delete(bin.resolve("node"));
    program(bin.resolve("node"), "echo 'no such library' >&2; exit 127");
    bad(node(), State.FAILED, "no such library", "Install Node.js 22");
  }

  private Examination node() {
    return new NodeExamination(new Toolchains(processes(), environment()));
  }

  @Test
  void git() throws Exception {
    well(new GitExamination(processes(), environment()), "git version");
    program(bin.resolve("git"), "echo 'cannot open shared object' >&2; exit 1");
    bad(
        new GitExamination(processes(), environment()),
        State.FAILED,
        "cannot open shared object",
        "install git");
  }

  private BrowserPlaces places() {
    return new BrowserPlaces(Os.LINUX, temp.resolve("user"), Map.of());
  }

  private NativeHost host() {
    return new NativeHost(home, places());
  }

  private Path browser(String folder) throws IOException {
    return Files.createDirectories(temp.resolve("user").resolve(folder));
  }

  private void install() throws IOException {
    Path launcher = program(temp.resolve("freehold"), "");
    host().install(Launch.of(launcher, home, Map.of("PATH", "/bin")), List.of(), false);
  }

  @Test
  void browsers() throws Exception {
    bad(
        new BrowsersExamination(places()),
        State.WARNING,
        "No browser was found",
        "freehold browser install");
    browser("snap/chromium");
    bad(
        new BrowsersExamination(places()),
        State.WARNING,
        "Chromium (Snap) can't start programs",
        "ordinary package");
    browser(".config/vivaldi");
    well(new BrowsersExamination(places()), "works in Vivaldi. Chromium (Snap) can't");
    Files.delete(temp.resolve("user/snap/chromium"));
    well(new BrowsersExamination(places()), "The extension works in Vivaldi.");
  }

  @Test
  void hostManifests() throws Exception {
    Path chromium = browser(".config/chromium");
    bad(
        new ManifestsExamination(host()),
        State.WARNING,
        "No browser was told",
        "freehold browser install");
    install();
    well(new ManifestsExamination(host()), "Chromium starts " + host().script());

    Path vivaldi = browser(".config/vivaldi");
    bad(
        new ManifestsExamination(host()),
        State.FAILED,
        "Vivaldi: There is no host manifest at",
        "freehold browser install");
    Files.delete(vivaldi);

    Files.delete(temp.resolve("freehold"));
    bad(
        new ManifestsExamination(host()),
        State.FAILED,
        temp.resolve("freehold") + ", which is not there",
        "freehold browser install");

    Path manifest = chromium.resolve("NativeMessagingHosts/dev.freehold.host.json");
    Files.writeString(manifest, Files.readString(manifest) + " ");
    program(temp.resolve("freehold"), "");
    bad(
        new ManifestsExamination(host()),
        State.FAILED,
        manifest + " was changed",
        "freehold browser install --force");
  }

  @Test
  void hostManifestsWhenTheBrowserIsGone() throws Exception {
    Path chromium = browser(".config/chromium");
    install();
    Folders.delete(chromium);
    bad(new ManifestsExamination(host()), State.FAILED, "are gone", "freehold browser install");
  }

  @Test
  void theExtensionId() throws Exception {
    Path chromium = browser(".config/chromium");
    bad(new ExtensionExamination(host()), State.UNKNOWN, "no manifest", "freehold browser install");
    install();
    well(new ExtensionExamination(host()), "cmailpibelejjbdgmndojgngbpkbbnni");
    Path manifest = chromium.resolve("NativeMessagingHosts/dev.freehold.host.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("cmailpibelejjbdg", "aaaaaaaaaaaaaaaa"));
    bad(
        new ExtensionExamination(host()),
        State.FAILED,
        manifest + " does not allow the extension",
        "freehold browser install --force");
  }

  @Test
  void allOfThemAreLookedAtInOrder() {
    Map<String, String> environment =
        Map.of("PATH", System.getenv("PATH"), "HOME", temp.resolve("user").toString());
    List<Line> lines =
        Doctor.of(
                home,
                environment,
                new ProcessRunner(environment),
                Clock.systemUTC(),
                Optional.empty())
            .examine();
    assertThat(lines)
        .extracting(Line::id)
        .containsExactly(
            "socket",
            "service",
            "database",
            "disk",
            "clock",
            "serving",
            "sandbox",
            "node",
            "git",
            "browsers",
            "manifests",
            "extension");
    assertThat(lines).filteredOn(line -> line.state() == State.FAILED).isEmpty();
    assertThat(lines)
        .allSatisfy(
            line -> assertThat(line.remedy().isEmpty()).isEqualTo(line.state() == State.OK));
  }
}
