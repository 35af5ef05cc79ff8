package dev.freehold.targets.ssh;

import dev.freehold.base.Sha256;
import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.Service;
import dev.freehold.release.Artifact;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A release's files under the names that a web server looks for: {@code public} and {@code hashed},
 * and beside each its smaller encodings, those of Brotli in a folder of their own for nginx, which
 * does not look for them; and for an app with servers all of them once more as the build left them,
 * in {@code app}.
 */
final class ReleaseTree {
  private final Artifact artifact;
  private final WebServer webServer;
  private final Set<String> names = new HashSet<>();

  ReleaseTree(Artifact artifact, WebServer webServer) {
    this.webServer = webServer;
    this.artifact = artifact;
    artifact.files().forEach(file -> names.add(file.path()));
  }

  void write(Archive archive, String folder) throws IOException {
    archive.folder(folder + "/public");
    archive.folder(folder + "/hashed");
    archive.folder(folder + "/brotli");
    Serving serving = artifact.serving();
    if (!serving.isStatic()) {
      writeApp(archive, folder + "/" + ServerFolder.APP, List.of());
    }
    int prefix = serving.publicFolder().isEmpty() ? 0 : serving.publicFolder().length() + 1;
    for (Artifact.File file : artifact.files()) {
      if (serving.isPublic(file.path())) {
        String below = file.immutable() ? "/hashed/" : "/public/";
        String path = file.path().substring(prefix);
        String name = folder + below + path;
        archive.link(name, blob(file.blob()));
        for (var variant : file.variants().entrySet()) {
          String blob = blob(variant.getValue().blob());
          if (variant.getKey().equals("br") && webServer == WebServer.NGINX) {
            archive.link(folder + "/brotli" + below + path, blob);
          } else {
            String ending = variant.getKey().equals("br") ? ".br" : ".gz";
            if (!names.contains(file.path() + ending)) {
              archive.link(name + ending, blob);
            }
          }
        }
      }
    }
  }

  /**
   * What a server may write to lies elsewhere: the files are those of every release.
   *
   * @param kept folders that links lead to
   */
  void writeApp(Archive archive, String folder, List<KeptPlace> kept) throws IOException {
    archive.folder(folder);
    Map<String, String> elsewhere = new TreeMap<>();
    for (Service service : artifact.serving().services()) {
      for (String writable : service.writable()) {
        String below = service.folder().isEmpty() ? "" : service.folder() + "/";
        String path = below + writable;
        if (kept.stream().noneMatch(place -> place.holds(path))) {
          elsewhere.put(path, InstanceFiles.scratch(service.folder(), writable));
        }
      }
    }
    for (KeptPlace place : kept) {
      // below what lies elsewhere, it is made at the start
      if (elsewhere.keySet().stream().noneMatch(place::isBelow)) {
        elsewhere.put(place.name(), place.path());
      }
    }
    for (Artifact.File file : artifact.files()) {
      if (elsewhere.keySet().stream().noneMatch(path -> file.path().startsWith(path + "/"))) {
        archive.link(folder + "/" + file.path(), blob(file.blob()));
      }
    }
    for (var link : elsewhere.entrySet()) {
      archive.symlink(folder + "/" + link.getKey(), link.getValue());
    }
  }

  private static String blob(Sha256 id) {
    return "blobs/" + id.hex();
  }

  /** In the format of sha256sum(1), by the names that are hashes. */
  static String sums(Artifact artifact) {
    return artifact.blobsWithVariants().keySet().stream()
        .map(id -> id.hex() + "  " + id.hex() + "\n")
        .collect(Collectors.joining());
  }
}
