package dev.freehold.bootstrap;

import dev.freehold.file.FileTree;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.git.Repositories;
import dev.freehold.history.Deployments;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Walks once, right after the start and behind the first requests, through what the first
 * deployment would otherwise wait for: classes of JGit, SQLite and the HTTP server.
 */
final class Warmup implements Runnable {
  private final Home home;
  private final Deployments deployments;
  private final Clock clock;

  Warmup(Home home, Deployments deployments, Clock clock) {
    this.home = home;
    this.deployments = deployments;
    this.clock = clock;
  }

  @Override
  public void run() {
    deployments.page("none", Optional.empty(), Optional.empty(), 1);
    try {
      git();
      http();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void git() throws IOException {
    Path folder = Files.createTempDirectory(home.work(), "warm-up");
    try (var repositories = new Repositories(new Home(folder), clock)) {
      repositories.open("warm-up").importExport(new OneFile(), List.of(), "unknown", "Warm up");
    } finally {
      Folders.delete(folder);
    }
  }

  private void http() throws IOException {
    try (var socket = SocketChannel.open(UnixDomainSocketAddress.of(home.socket()))) {
      String request = "GET /v1/apps HTTP/1.1\r\nHost: daemon.local\r\nConnection: close\r\n\r\n";
      socket.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      var answer = ByteBuffer.allocate(4096);
      while (socket.read(answer.clear()) >= 0) {
        // Only that it is answered matters.
      }
    }
  }

  private record OneFile() implements FileTree {
    @Override
    public List<Entry> entries() {
      return List.of(new Entry("index.html", 0, false));
    }

    @Override
    public InputStream open(String path) {
      return new ByteArrayInputStream(new byte[0]);
    }
  }
}
