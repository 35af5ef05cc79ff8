package dev.freehold.targets.local.serve;

import dev.freehold.file.Home;
import dev.freehold.targets.Site;
import dev.freehold.targets.local.site.SiteFolder;
import dev.freehold.targets.site.HostNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sites that have a folder. */
final class Sites {
  private final Home home;
  private final ConcurrentHashMap<Site, SiteReader> readers = new ConcurrentHashMap<>();

  Sites(Home home) {
    this.home = home;
  }

  Optional<SiteReader> find(Site site) {
    SiteReader reader =
        readers.computeIfAbsent(
            site,
            s -> {
              SiteFolder folder = SiteFolder.of(home, s);
              return folder.exists() ? new SiteReader(folder) : null;
            });
    return Optional.ofNullable(reader);
  }

  boolean exists(Site site) {
    return SiteFolder.of(home, site).exists();
  }

  void forgetGone() {
    readers.keySet().removeIf(site -> !exists(site));
  }

  List<Site> all() throws IOException {
    var sites = new ArrayList<Site>();
    for (Path app : folders(home.sites())) {
      for (Path environment : folders(app)) {
        sites.add(new Site(app.getFileName().toString(), environment.getFileName().toString()));
      }
    }
    return sites;
  }

  private static List<Path> folders(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (var files = Files.list(parent)) {
      return files
          .filter(Files::isDirectory)
          .filter(folder -> HostNames.isLabel(folder.getFileName().toString()))
          .sorted()
          .toList();
    }
  }
}
