package dev.freehold.bench;

import dev.freehold.targets.ssh.ServerScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** What people write themselves: a folder per release and a link. And scp. */
final class Rsync {
  private final Shell shell;
  private final Path temporary;
  private final Path source;
  private final String ssh;
  private final int port;
  private final String config;
  private int release;

  Rsync(Shell shell, Path temporary, ServerScene scene, int port) {
    this.shell = shell;
    this.temporary = temporary;
    this.source = temporary.resolve("rsync");
    this.port = port;
    Path own = scene.machine.folder().resolve("alias_config");
    this.config = own.toString();
    this.ssh = "ssh -F " + own + " -p " + port;
  }

  void write(Map<String, byte[]> contents) throws IOException {
    for (var file : contents.entrySet()) {
      Path path = source.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      if (!Files.exists(path) || !Arrays.equals(Files.readAllBytes(path), file.getValue())) {
        Files.write(path, file.getValue());
      }
    }
  }

  void deploy() throws Exception {
    release++;
    shell.run(
        "rsync",
        "-az",
        "-e",
        ssh,
        "--link-dest=../" + (release - 1),
        source + "/",
        "deploy@127.0.0.1:/srv/rsync/" + release + "/");
    point(release);
  }

  void rollback() throws Exception {
    release = release > 1 ? release : 2;
    point(release - 1);
  }

  private void point(int to) throws Exception {
    shell.run(
        "ssh",
        "-F",
        config,
        "-p",
        Integer.toString(port),
        "deploy@127.0.0.1",
        "cd /srv/rsync && ln -sfn " + to + " current.new && mv -T current.new current");
  }

  void scp(int files) throws Exception {
    Path few = temporary.resolve("few-" + port);
    Files.createDirectories(few);
    try (var all = Files.walk(source)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().limit(files).toList()) {
        Files.copy(file, few.resolve(file.getFileName()));
      }
    }
    shell.run(
        "scp",
        "-q",
        "-r",
        "-F",
        config,
        "-P",
        Integer.toString(port),
        few.toString(),
        "deploy@127.0.0.1:/srv/scp/" + port);
  }
}
