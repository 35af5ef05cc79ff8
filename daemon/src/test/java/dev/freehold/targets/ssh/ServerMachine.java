package dev.freehold.targets.ssh;

import dev.freehold.process.Command;
import dev.freehold.process.ProcessRunner;
import dev.freehold.targets.ssh.transport.Logins;
import dev.freehold.targets.ssh.transport.Remote;
import dev.freehold.targets.ssh.transport.ServerAddress;
import dev.freehold.targets.ssh.transport.SshConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * A server of Debian with a real sshd and a real web server, whose files are thrown away. It needs
 * root, or sudo without a password.
 */
public final class ServerMachine implements AutoCloseable {
  /** Another name by which its key is known. */
  public static final String ALIAS = "server-machine";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path folder;
  private final Process process;
  private final int port;
  private final FileLock appPorts;
  public final int http;
  public final int inner;

  private ServerMachine(
      Path folder, Process process, FileLock appPorts, int port, int http, int inner) {
    this.appPorts = appPorts;
    this.folder = folder;
    this.process = process;
    this.port = port;
    this.http = http;
    this.inner = inner;
  }

  public static ServerMachine start() throws Exception {
    Path folder = Files.createTempDirectory("fh-server");
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve("key").toString());
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve("host_key").toString());
    Files.copy(folder.resolve("key.pub"), folder.resolve("authorized_keys"));
    int port = freePort();
    var command = new ArrayList<>(becomeRoot());
    Path script = Path.of(ServerMachine.class.getResource("/server/machine.sh").toURI());
    command.addAll(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child"));
    command.addAll(List.of("sh", script.toString(), folder.toString(), Integer.toString(port)));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    var machine = new ServerMachine(folder, process, lockAppPorts(), port, freePort(), freePort());
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> machine.answers(port) || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "the server did not start: " + Files.readString(folder.resolve("log")));
    }
    machine.know();
    return machine;
  }

  private static List<String> becomeRoot() {
    return "root".equals(System.getProperty("user.name")) ? List.of() : List.of("sudo", "-n");
  }

  /** Machines share the loopback address, so each has a hundred ports for servers of apps. */
  private static FileLock lockAppPorts() throws IOException {
    for (int hundred = 210; hundred < 250; hundred++) {
      Path file = Path.of(System.getProperty("java.io.tmpdir"), "fh-app-ports-" + hundred);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock();
        if (lock != null) {
          channel
              .truncate(0)
              .write(
                  ByteBuffer.wrap(
                      (hundred + "00 " + hundred + "99\n").getBytes(StandardCharsets.UTF_8)));
          return lock;
        }
      } catch (OverlappingFileLockException taken) {
        // by another machine of this process
      }
      channel.close();
    }
    throw new IllegalStateException("40 machines run already");
  }

  private boolean answers(int at) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", at), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void know() throws IOException {
    String key = Files.readString(folder.resolve("host_key.pub"));
    Files.writeString(
        folder.resolve("known_hosts"), "[127.0.0.1]:" + port + " " + key + ALIAS + " " + key);
    Files.writeString(
        config(),
        """
        Host *
          UserKnownHostsFile %1$s/known_hosts
          GlobalKnownHostsFile none
          IdentityFile %1$s/key
          IdentitiesOnly yes
        """
            .formatted(folder));
  }

  /** What a server's {@code services/ports} says so that two machines do not meet. */
  public String appPorts() throws IOException {
    appPorts.channel().position(0);
    var bytes = ByteBuffer.allocate(20);
    appPorts.channel().read(bytes);
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
  }

  /** A configuration of ssh with which logging in works. */
  public Path config() {
    return folder.resolve("ssh_config");
  }

  /** One with which the server is not known yet. */
  public Path strangersConfig() throws IOException {
    Path config = folder.resolve("strangers_config");
    return Files.writeString(
        config, Files.readString(config()).replace("/known_hosts", "/no_known_hosts"));
  }

  /** A new pair of keys. */
  public void makeKey(Path file, String passphrase) {
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", file.toString());
  }

  /** Of its key. */
  public String fingerprint() {
    return run("ssh-keygen", "-l", "-f", folder.resolve("host_key.pub").toString()).split(" ")[1];
  }

  public Path folder() {
    return folder;
  }

  public ServerAddress address(String user) {
    return ServerAddress.parse(user + "@127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  public Logins logins() {
    return logins(config());
  }

  /** By another way to the same server: its key is looked up under {@link #ALIAS}. */
  public Logins loginsByAlias() throws IOException {
    Path config = folder.resolve("alias_config");
    Files.writeString(
        config, "Host *\n  HostKeyAlias " + ALIAS + "\n" + Files.readString(config()));
    return logins(config);
  }

  private Logins logins(Path config) {
    Map<String, String> environment =
        Map.of("PATH", System.getenv("PATH"), SshConfig.FILE_VARIABLE, config.toString());
    return new Logins(
        new SshConfig(new ProcessRunner(environment), environment, folder),
        folder.resolve("approved"),
        folder.resolve("own"));
  }

  /** As root there; fails when the command does. */
  public String run(Remote root, String command) {
    Remote.Reply reply = root.exec(command, Remote.Input.NONE, LIMIT);
    if (reply.exit() != 0) {
      throw new AssertionError(command + ": " + reply.exit() + " " + reply.out() + reply.errors());
    }
    return reply.out();
  }

  @Override
  public void close() throws Exception {
    process.destroyForcibly();
    process.waitFor();
    appPorts.acquiredBy().close();
    var remove = new ArrayList<>(becomeRoot());
    remove.addAll(List.of("rm", "-rf", folder.toString()));
    run(remove.toArray(String[]::new));
  }

  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String run(String... argv) {
    var result =
        new ProcessRunner(Map.of("PATH", System.getenv("PATH")))
            .run(Command.of(Path.of("/tmp"), argv));
    if (!result.succeeded()) {
      throw new IllegalStateException(result.toString());
    }
    return result.stdout();
  }
}
