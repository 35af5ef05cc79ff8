package dev.freehold.targets.aws;

import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.credential.Secret;
import dev.freehold.detect.Serving.Service;
import dev.freehold.file.BlobSource;
import dev.freehold.release.Artifact;
import dev.freehold.targets.site.ServiceProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * The files of a server as Lambda takes them: those of the release, and a small program before
 * them.
 *
 * @param folder of the release
 * @param origin what the distribution shows to be let in
 */
record ServerPackage(Service service, Artifact artifact, String folder, Secret origin) {
  static final String HANDLER = "run.sh";

  /** Of all packages of a site. */
  static final String ALL = "l/";

  private static final String PROGRAM = "server.mjs";
  private static final int READABLE = 0100644;
  private static final int EXECUTABLE = 0100755;

  /** A zip knows no time before that; nothing of the files depends on it. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 2, 0, 0);

  /**
   * What the small program reads.
   *
   * @param health path
   * @param path at which it says whether the server works
   * @param origin digest
   */
  private record Start(
      List<String> arguments, String folder, String health, String path, String origin) {}

  /** At which the small program says whether the server works. */
  static String checkPath(Service service) {
    return (service.prefix().equals("/") ? "" : service.prefix()) + "/__freehold-server";
  }

  /** What is in it besides the release's files, by path. */
  private Map<String, String> ours() {
    var ours = new TreeMap<String, String>();
    ours.put(HANDLER, "#!/bin/sh\nexec node \"$(dirname \"$0\")/" + PROGRAM + "\"\n");
    ours.put(PROGRAM, program());
    ours.put("listen.cjs", ServiceProgram.hook());
    ours.put(
        "freehold.json",
        Json.write(
            new Start(
                service.command().subList(1, service.command().size()),
                service.folder(),
                service.healthPath(),
                checkPath(service),
                Sha256.of(origin.reveal()).hex())));
    return ours;
  }

  /** Within the site's folder; another one for other bytes. */
  String key() {
    String digest = Sha256.of(Json.canonical(List.of(artifact.id(), ours()))).hex();
    return folderOf(folder) + digest.substring(0, 40) + ".zip";
  }

  /** Of all packages of a release. */
  static String folderOf(String release) {
    return ALL + release + "/";
  }

  /** The same bytes each time. */
  void write(Path file, BlobSource blobs) {
    try (var zip = new ZipArchiveOutputStream(file)) {
      for (Map.Entry<String, String> one : ours().entrySet()) {
        begin(zip, one.getKey(), one.getKey().equals(HANDLER) ? EXECUTABLE : READABLE);
        zip.write(one.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
      }
      for (Artifact.File one : artifact.files()) {
        begin(zip, "app/" + one.path(), READABLE);
        try (InputStream in = blobs.open(one.blob())) {
          in.transferTo(zip);
        }
        zip.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void begin(ZipArchiveOutputStream zip, String path, int mode) throws IOException {
    var entry = new ZipArchiveEntry(path);
    entry.setTimeLocal(NO_TIME);
    entry.setUnixMode(mode);
    zip.putArchiveEntry(entry);
  }

  private static String program() {
    try (InputStream in =
        Objects.requireNonNull(ServerPackage.class.getResourceAsStream(PROGRAM), PROGRAM)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
