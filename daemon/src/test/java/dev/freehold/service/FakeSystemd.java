package dev.freehold.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** A {@code systemctl} for the PATH that starts real processes, and fails when it is told to. */
public final class FakeSystemd implements AutoCloseable {
  private final Path bin;
  private final Path state;
  private final Path user;

  /**
   * @param user the home folder of the user whose manager it is
   */
  public FakeSystemd(Path temp, Path user) throws IOException {
    this.bin = Files.createDirectories(temp.resolve("bin"));
    this.state = Files.createDirectories(temp.resolve("systemd"));
    this.user = Files.createDirectories(user);
    Path program = bin.resolve("systemctl");
    try (InputStream script = FakeSystemd.class.getResourceAsStream("systemctl")) {
      Files.copy(Objects.requireNonNull(script), program, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** What a terminal of this user has set. */
  public Map<String, String> environment() {
    var environment = new TreeMap<String, String>();
    environment.put("PATH", bin + ":" + System.getenv("PATH"));
    environment.put("HOME", user.toString());
    environment.put("FAKE_SYSTEMD", state.toString());
    return environment;
  }

  public Path unit() {
    return user.resolve(".config/systemd/user/freehold.service");
  }

  public boolean isEnabled() {
    return Files.isSymbolicLink(
        user.resolve(".config/systemd/user/default.target.wants/freehold.service"));
  }

  public void withoutBus(boolean gone) throws IOException {
    if (gone) {
      Files.writeString(state.resolve("no-bus"), "");
    } else {
      Files.deleteIfExists(state.resolve("no-bus"));
    }
  }

  /** From now on, these orders fail, and no others. */
  public void failing(String... orders) throws IOException {
    Files.write(state.resolve("fail"), List.of(orders));
  }

  public List<String> orders() throws IOException {
    Path orders = state.resolve("orders");
    return Files.exists(orders) ? Files.readAllLines(orders) : List.of();
  }

  /** The daemon that it runs. */
  public Optional<ProcessHandle> daemon() throws IOException {
    return process("pid");
  }

  private Optional<ProcessHandle> process(String file) throws IOException {
    try {
      String pid = Files.readString(state.resolve(file)).strip();
      return pid.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** What the daemon printed. */
  public String journal() throws IOException {
    Path journal = state.resolve("journal");
    return Files.exists(journal) ? Files.readString(journal) : "";
  }

  /** Ends what it still runs, and waits for it: nobody writes into its folder any more. */
  @Override
  public void close() throws IOException {
    Files.writeString(state.resolve("stopping"), "");
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              daemon().ifPresent(ProcessHandle::destroy);
              return process("supervisor").isEmpty();
            });
  }
}
