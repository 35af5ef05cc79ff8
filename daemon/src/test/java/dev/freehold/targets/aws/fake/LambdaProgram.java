package dev.freehold.targets.aws.fake;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A version of a function as it runs: its zip, unpacked, and the program behind the adapter. */
final class LambdaProgram implements AutoCloseable {
  private static final int EXECUTABLE = 0111;

  private final Path folder;
  private final Process process;
  private final int port;

  private LambdaProgram(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /** What Lambda refuses in a zip; empty when nothing. */
  static Optional<String> fault(byte[] zip, String handler) {
    try (ZipFile file = opened(zip)) {
      ZipArchiveEntry entry = file.getEntry(handler);
      if (entry == null || (entry.getUnixMode() & EXECUTABLE) != EXECUTABLE) {
        return Optional.of("The handler " + handler + " is no program in the zip.");
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("Could not unzip uploaded file.");
    }
  }

  private static ZipFile opened(byte[] zip) throws IOException {
    return ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(zip)).get();
  }

  /**
   * @param printed takes each line that it prints
   */
  static LambdaProgram started(
      byte[] zip,
      String name,
      String handler,
      Map<String, String> variables,
      Consumer<String> printed) {
    try {
      Path folder = Files.createTempDirectory("lambda-");
      unpack(zip, folder);
      int port = free();
      int ready = free();
      var builder = new ProcessBuilder(folder.resolve(handler).toString());
      builder.directory(folder.toFile());
      builder.redirectErrorStream(true);
      Map<String, String> environment = builder.environment();
      String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
      environment.clear();
      environment.putAll(variables);
      environment.put("PATH", path);
      environment.put("LAMBDA_TASK_ROOT", folder.toString());
      environment.put("_HANDLER", handler);
      environment.put("AWS_LAMBDA_FUNCTION_NAME", name);
      environment.put("AWS_ACCESS_KEY_ID", "ASIAOFTHEROLE");
      environment.put("AWS_SECRET_ACCESS_KEY", "of the role");
      environment.put("AWS_LWA_PORT", String.valueOf(port));
      environment.put("AWS_LWA_READINESS_CHECK_PORT", String.valueOf(ready));
      var program = new LambdaProgram(folder, builder.start(), port);
      Thread.ofPlatform().daemon().start(() -> program.listen(printed));
      program.await(ready);
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unpack(byte[] zip, Path folder) throws IOException {
    try (ZipFile file = opened(zip)) {
      for (var entries = file.getEntries(); entries.hasMoreElements(); ) {
        ZipArchiveEntry entry = entries.nextElement();
        Path to = folder.resolve(entry.getName());
        Files.createDirectories(to.getParent());
        try (InputStream in = file.getInputStream(entry)) {
          Files.copy(new ByteArrayInputStream(in.readAllBytes()), to);
        }
        boolean program = (entry.getUnixMode() & EXECUTABLE) == EXECUTABLE;
        Files.setPosixFilePermissions(
            to, PosixFilePermissions.fromString(program ? "r-xr-xr-x" : "r--r--r--"));
      }
    }
  }

  private static int free() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void listen(Consumer<String> printed) {
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(printed);
    } catch (IOException | UncheckedIOException _) {
      // it was ended
    }
  }

  /** As the adapter looks whether the program is ready. */
  private void await(int ready) {
    for (int attempt = 0; attempt < 1_500 && process.isAlive(); attempt++) {
      try {
        var connection =
            (HttpURLConnection)
                URI.create("http://127.0.0.1:" + ready + "/").toURL().openConnection();
        if (connection.getResponseCode() < 500) {
          return;
        }
      } catch (IOException _) {
        // it does not listen yet
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor();
      try (var files = Files.walk(folder)) {
        files.map(Path::toFile).sorted((a, b) -> b.compareTo(a)).forEach(File::delete);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
