package dev.freehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.process.Command;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.ProcessRunner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with JDKs, a jar and a Maven that only say that they were called. */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("bin/freehold").toAbsolutePath();

  private @TempDir Path temp;
  private Path root;
  private Path jar;
  private Path hostJar;
  private Path tools;
  private final Map<String, String> environment = new TreeMap<>();

  @BeforeEach
  void lay() throws Exception {
    root = temp.toRealPath().resolve("freehold");
    jar = root.resolve("daemon/target/freehold.jar");
    tools = temp.resolve("tools");
    hostJar = root.resolve("native-messaging/target/freehold-host.jar");
    Files.createDirectories(hostJar.getParent());
    Files.createDirectories(root.resolve("native-messaging/src/main"));
    Files.createDirectories(root.resolve("daemon/bin"));
    Files.createDirectories(root.resolve("daemon/src/main"));
    Files.createDirectories(jar.getParent());
    Files.createDirectories(tools);
    Files.copy(LAUNCHER, root.resolve("daemon/bin/freehold"));
    executable(root.resolve("daemon/bin/freehold"));
    Files.writeString(root.resolve("pom.xml"), "");
    Files.writeString(root.resolve("daemon/pom.xml"), "");
    Files.writeString(root.resolve("native-messaging/pom.xml"), "");
    Files.writeString(hostJar, "");
    Files.writeString(jar, "");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(5)));
    environment.put("HOME", temp.resolve("home").toString());
    environment.put("PATH", tools + ":/usr/bin:/bin");
    environment.put("FREEHOLD_NO_AOT", "1");
    environment.put("FREEHOLD_JVM_FOLDER", temp.resolve("jvm").toString());
  }

  @Test
  void theJdkThatWasNamedWins() throws Exception {
    environment.put("FREEHOLD_JAVA_HOME", jdk("named", "25.0.3").toString());
    environment.put("JAVA_HOME", jdk("usual", "26").toString());
    assertThat(run("status").stdoutText()).startsWith("named ");
  }

  @Test
  void oneThatIsTooOldIsPassedOver() throws Exception {
    environment.put("FREEHOLD_JAVA_HOME", jdk("named", "17.0.15").toString());
    environment.put("JAVA_HOME", jdk("usual", "25").toString());
    assertThat(run("status").stdoutText()).startsWith("usual ");
  }

  @Test
  void theOneOnThePathIsFoundThroughItsLink() throws Exception {
    Files.createSymbolicLink(tools.resolve("java"), jdk("linked", "25.0.1").resolve("bin/java"));
    jdk("jvm/other", "25");
    assertThat(run("status").stdoutText()).startsWith("linked ");
  }

  @Test
  void theUsualPlacesComeLast() throws Exception {
    Path sdkman = jdk("home/.sdkman/candidates/java/25-tem", "25");
    assertThat(run("status").stdoutText()).startsWith(sdkman.getFileName() + " ");
    Path system = jdk("jvm/temurin-25", "25.0.3");
    assertThat(run("status").stdoutText()).startsWith(system.getFileName() + " ");
  }

  @Test
  void withoutOneItSaysWhatToDo() throws Exception {
    jdk("jvm/old", "24.0.1");
    Said result = run("status");
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(String.join("\n", result.tail()))
        .contains("Code:  launcher.no-jdk")
        .contains("Do:    Install one");
    assertThat(run("status", "--json").stdoutText())
        .startsWith("{\"error\":{\"code\":\"launcher.no-jdk\",\"message\":");
  }

  @Test
  void whatIsTypedArrivesAsItIs() throws Exception {
    environment.put("JAVA_HOME", jdk("usual", "25").toString());
    String said = run("deploy", "My App", "--message", "it's \"new\"").stdoutText();
    assertThat(said)
        .contains("-jar " + jar + " deploy [My App] --message [it's \"new\"]")
        .contains("-XX:TieredStopAtLevel=1")
        .contains("-Dfreehold.launcher=" + root.resolve("daemon/bin/freehold"));
    assertThat(run("daemon", "run").stdoutText())
        .contains("-Xmx256m")
        .doesNotContain("TieredStopAtLevel");
  }

  @Test
  void aLinkToTheLauncherIsTheLauncher() throws Exception {
    environment.put("JAVA_HOME", jdk("usual", "25").toString());
    Path link = Files.createSymbolicLink(tools.resolve("fh"), root.resolve("daemon/bin/freehold"));
    assertThat(run(link, "status").stdoutText()).contains("-jar " + jar + " status");
  }

  @Test
  void aMissingJarIsBuiltOnce() throws Exception {
    environment.put("JAVA_HOME", jdk("usual", "25").toString());
    Files.delete(jar);
    maven("echo built >> " + temp.resolve("builds") + "; sleep 0.5; touch " + jar + " " + hostJar);
    var first = new Thread(() -> run("status"));
    first.start();
    assertThat(run("status").exitCode()).isZero();
    first.join();
    assertThat(run("status").exitCode()).isZero();
    assertThat(Files.readString(temp.resolve("builds"))).isEqualTo("built\n");
  }

  @Test
  void aJarThatIsOlderThanASourceIsBuiltAgain() throws Exception {
    environment.put("JAVA_HOME", jdk("usual", "25").toString());
    Path source = Files.writeString(root.resolve("daemon/src/main/A.java"), "");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(30)));
    maven("echo built >> " + temp.resolve("builds") + "; touch " + hostJar);
    Said result = run("status");
    assertThat(result.tail()).contains("Building Freehold (first use, about a minute)…");
    assertThat(run("status").tail()).noneMatch(line -> line.startsWith("Building"));
    assertThat(Files.readString(temp.resolve("builds"))).isEqualTo("built\n");
  }

  @Test
  void aBuildLeavesTheOldJarToWhatRunsFromIt() throws Exception {
    environment.put("JAVA_HOME", jdk("java", "25").toString());
    maven("echo new > daemon/target/freehold.jar; touch " + hostJar);
    Files.writeString(jar, "old");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    Path open = Files.createLink(temp.resolve("open"), jar);
    assertThat(run("status").exitCode()).isZero();
    assertThat(jar).hasContent("new\n");
    assertThat(open).hasContent("old");
  }

  @Test
  void aBuildThatFailsShowsItsOutput() throws Exception {
    environment.put("JAVA_HOME", jdk("usual", "25").toString());
    Files.delete(jar);
    maven("echo no such artifact; exit 1");
    Said result = run("status");
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(String.join("\n", result.tail()))
        .contains("no such artifact")
        .contains("Code:  launcher.build-failed");
    assertThat(root.resolve("daemon/target/.freehold-lock")).doesNotExist();
  }

  @Test
  void aLockWhoseHolderDiedIsNoLockAndItsJarIsBuiltAgain() throws Exception {
    environment.put("JAVA_HOME", jdk("usual", "25").toString());
    Path lock = Files.createDirectories(root.resolve("daemon/target/.freehold-lock"));
    Files.writeString(lock.resolve("pid"), "999999999");
    Files.writeString(lock.resolve("building"), "");
    Files.setLastModifiedTime(
        Files.writeString(root.resolve("pom.xml"), ""),
        FileTime.from(Instant.now().plusSeconds(60)));
    maven("echo whole > " + jar + "; touch " + hostJar);
    assertThat(run("status").exitCode()).isZero();
    assertThat(jar).hasContent("whole\n");
  }

  @Test
  void theHostIsBuiltAgainWhenItsSourcesChange() throws Exception {
    environment.put("JAVA_HOME", jdk("usual", "25").toString());
    Path source = Files.writeString(root.resolve("native-messaging/src/main/A.java"), "");
    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(30)));
    maven("echo built >> " + temp.resolve("builds") + "; touch " + hostJar);
    assertThat(run("native-host", "x").stdoutText()).as("only the host").startsWith("usual ");
    assertThat(run("native-host", "x").exitCode()).isZero();
    assertThat(Files.readString(temp.resolve("builds"))).isEqualTo("built\n");
  }

  @Test
  void theHostHasFlagsAndAJarOfItsOwn() throws Exception {
    environment.put("JAVA_HOME", jdk("usual", "25").toString());
    assertThat(run("native-host", "chrome-extension://x/", "--parent-window=0").stdoutText())
        .endsWith("-jar " + hostJar + " chrome-extension://x/ --parent-window=0\n")
        .contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m")
        .contains("-Dfreehold.launcher=" + root.resolve("daemon/bin/freehold"));
    assertThat(run("native-host").stdoutText()).endsWith("-jar " + hostJar + "\n");
  }

  @Test
  void aBrowserIsToldInAFrameWhyThereIsNoHost() throws Exception {
    Path launcher = root.resolve("daemon/bin/freehold");
    var builder = new ProcessBuilder(launcher.toString(), "native-host", "chrome-extension://x/");
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    byte[] said = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isEqualTo(5);
    int length = ByteBuffer.wrap(said).order(ByteOrder.LITTLE_ENDIAN).getInt();
    assertThat(said).hasSize(Integer.BYTES + length);
    assertThat(new String(said, Integer.BYTES, length, StandardCharsets.UTF_8))
        .startsWith("{\"error\":{\"code\":\"launcher.no-jdk\",\"message\":")
        .endsWith("}}");
  }

  /** A PATH of the launcher's own tools, without sandbox and browser. */
  private void bare() throws Exception {
    environment.put("JAVA_HOME", jdk("usual", "25").toString());
    for (String tool :
        new String[] {
          "bash",
          "cat",
          "chmod",
          "cksum",
          "dirname",
          "basename",
          "env",
          "find",
          "head",
          "mkdir",
          "readlink",
          "rm",
          "sed",
          "touch",
          "tr",
          "uname"
        }) {
      Path program = Path.of("/usr/bin", tool);
      Files.createSymbolicLink(
          tools.resolve(tool), Files.exists(program) ? program : Path.of("/bin", tool));
    }
    tool("id", "echo 0");
    environment.put("PATH", tools.toString());
  }

  private void tool(String name, String body) throws Exception {
    executable(Files.writeString(tools.resolve(name), "#!/bin/bash\n" + body + "\n"));
  }

  private void apt(String body) throws Exception {
    tool(
        "apt-get",
        """
        case $* in *--assume-no*) echo 'Need to get 1,024 kB/98.1 MB of archives.'; exit 1 ;; esac
        echo "$*" >> %s
        """
                .formatted(temp.resolve("apt"))
            + body);
  }

  @Test
  void yesBringsTheSandboxAndABrowserAndTellsTheirSize() throws Exception {
    bare();
    apt("for name in \"$@\"; do :> %s/$name; chmod +x %s/$name; done".formatted(tools, tools));
    Said first = run("deploy", "app", "--yes");
    assertThat(first.exitCode()).isZero();
    assertThat(first.tail())
        .filteredOn(line -> line.contains("Installing"))
        .containsExactly(
            "Builds run in a sandbox, which needs bubblewrap. Installing it, a download of 98.1 MB:"
                + " apt-get install -y --no-install-recommends bubblewrap",
            "A browser looks at the page before it goes live, and none is here. Installing it, a"
                + " download of 98.1 MB: apt-get install -y --no-install-recommends chromium"
                + " chromium-sandbox fonts-liberation");
    assertThat(temp.resolve("apt"))
        .hasContent(
            """
            install -y --no-install-recommends bubblewrap
            install -y --no-install-recommends chromium chromium-sandbox fonts-liberation
            """);
    tool("bwrap", "");
    assertThat(run("deploy", "app", "--yes").tail()).noneMatch(line -> line.contains("Install"));
  }

  @Test
  void withoutYesNothingIsInstalledAndTheCommandIsSaid() throws Exception {
    bare();
    apt("");
    assertThat(run("deploy", "app").tail())
        .contains(
            "A browser looks at the page before it goes live, and none is here. To have it: apt-get"
                + " install -y --no-install-recommends chromium chromium-sandbox fonts-liberation");
    assertThat(temp.resolve("apt")).doesNotExist();
    assertThat(run("status", "--yes").tail()).noneMatch(line -> line.contains("browser"));
  }

  @Test
  void whereAptFailsItSaysSoAndGoesOn() throws Exception {
    bare();
    apt("echo no network; exit 100");
    Said run = run("deploy", "app", "--yes");
    assertThat(run.exitCode()).isZero();
    assertThat(run.tail())
        .contains("That failed; " + root.resolve("daemon/target/chromium.log") + " says why.");
    assertThat(root.resolve("daemon/target/chromium.log")).content().contains("no network");
  }

  @Test
  void whereThereIsNoAptItNamesTheProgram() throws Exception {
    bare();
    assertThat(run("deploy", "app", "--yes").tail())
        .contains(
            "A browser looks at the page before it goes live, and none is here. To have it, install"
                + " chromium with your system's package manager.");
  }

  private Path jdk(String name, String version) throws Exception {
    Path home = temp.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    Files.writeString(
        home.resolve("bin/java"),
        """
        #!/bin/bash
        printf '%%s' '%s'
        for a in "$@"; do case $a in *' '*) printf ' [%%s]' "$a" ;; *) printf ' %%s' "$a" ;; esac; done
        echo
        """
            .formatted(home.getFileName()));
    Files.copy(home.resolve("bin/java"), home.resolve("bin/javac"));
    executable(home.resolve("bin/java"));
    executable(home.resolve("bin/javac"));
    return home;
  }

  private void maven(String body) throws Exception {
    Path mvn = Files.writeString(tools.resolve("mvn"), "#!/bin/bash\n" + body + "\n");
    executable(mvn);
  }

  private static void executable(Path file) throws Exception {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Said run(String... arguments) {
    return run(root.resolve("daemon/bin/freehold"), arguments);
  }

  private Said run(Path launcher, String... arguments) {
    var argv = new java.util.ArrayList<String>();
    argv.add(launcher.toString());
    argv.addAll(Arrays.asList(arguments));
    return new Said(
        new ProcessRunner(environment).run(Command.of(temp, argv).withEnvironment(environment)));
  }

  /** What the launcher printed, and its exit code. */
  private record Said(ProcessResult result) {
    int exitCode() {
      return result.exitCode();
    }

    java.util.List<String> tail() {
      return result.tail();
    }

    String stdoutText() {
      return result.stdout();
    }
  }
}
