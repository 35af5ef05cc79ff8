package dev.freehold.backup;

import dev.freehold.base.MachineError;
import dev.freehold.file.Home;
import dev.freehold.store.SqliteFiles;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of a home belongs into a backup, besides its database, in an order that lets deployments go
 * on. The database was copied before, so all that it names is here by now, and nothing is deleted
 * meanwhile. What can change and names other files (what is live, the branches of a repository) is
 * read at once, and only then is listed what it names: that is never changed, only added.
 */
final class HomeFiles {
  private static final Pattern LIVE = Pattern.compile("sites/(ports|[^/]+/[^/]+/pointer)\\.json");

  /** Made again when servers start, or without a meaning elsewhere. */
  private static final Pattern NEEDLESS = Pattern.compile("sites/[^/]+/[^/]+/(services|lock)");

  private static final Pattern KEPT = Pattern.compile("sites/[^/]+/[^/]+/kept/.+");

  /** Links to kept folders, which are made again when servers start. */
  private static final Pattern TREES = Pattern.compile("sites/[^/]+/[^/]+/trees/.+");

  private static final Pattern OBJECTS = Pattern.compile("repositories/[^/]+/objects");
  private static final Pattern HALF_WRITTEN = Pattern.compile("\\..+\\.tmp");
  private static final List<String> BESIDE_DATABASES = List.of("-wal", "-shm", "-journal");

  private final List<Part> parts = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  private HomeFiles() {}

  static HomeFiles of(Home home, boolean withKey) {
    var files = new HomeFiles();
    files.add("sites", home.sites());
    files.add("repositories", home.repositories());
    files.add("artifacts", home.artifacts());
    files.add("blobs", home.blobs());
    files.add("known_hosts", home.knownHosts());
    files.add("ssh_key", home.sshKey());
    files.add("ssh_key.pub", home.root().resolve("ssh_key.pub"));
    if (withKey) {
      files.add(Marker.KEY, home.encryptionKey());
    }
    return files;
  }

  List<Part> parts() {
    return List.copyOf(parts);
  }

  /** Links and the like in folders that apps keep. */
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  long bytes() {
    return parts.stream().mapToLong(Part::size).sum();
  }

  private void add(String name, Path file) {
    try {
      Optional<Part> found = Part.of(name, file);
      if (found.isEmpty()) {
        if (!TREES.matcher(name).matches()) {
          leftOut.add(name);
        }
        return;
      }
      Part part = found.get();
      if (part.folder()) {
        parts.add(part);
        addChildren(name, file);
      } else {
        parts.add(read(part));
      }
    } catch (NoSuchFileException _) {
      // never there, or gone again: nothing that the database names goes meanwhile
    } catch (IOException e) {
      throw MachineError.io("Reading " + file, e);
    }
  }

  private Part read(Part part) throws IOException {
    if (LIVE.matcher(part.name()).matches() || isOfRepository(part.name())) {
      return part.holding(Files.readAllBytes(part.file()));
    }
    if (KEPT.matcher(part.name()).matches() && SqliteFiles.isDatabase(part.file())) {
      return part.asDatabase();
    }
    return part;
  }

  /** What of a repository is no object: branches, settings. */
  private static boolean isOfRepository(String name) {
    return name.startsWith("repositories/") && !name.matches("repositories/[^/]+/objects/.+");
  }

  /** Of a repository the objects come last. */
  private void addChildren(String name, Path folder) throws IOException {
    var objects = new ArrayList<Path>();
    List<Path> children = children(folder);
    Set<Path> databases = KEPT.matcher(name + "/x").matches() ? databases(children) : Set.of();
    for (Path child : children) {
      String childName = name + "/" + child.getFileName();
      if (NEEDLESS.matcher(childName).matches()
          || isBeside(child, databases)
          || !KEPT.matcher(childName).matches()
              && HALF_WRITTEN.matcher(child.getFileName().toString()).matches()) {
        continue;
      }
      if (OBJECTS.matcher(childName).matches()) {
        objects.add(child);
      } else {
        add(childName, child);
      }
    }
    objects.forEach(child -> add(name + "/" + child.getFileName(), child));
  }

  private static List<Path> children(Path folder) throws IOException {
    var children = new ArrayList<Path>();
    try (var found = Files.newDirectoryStream(folder)) {
      found.forEach(children::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (NotDirectoryException e) {
      throw new NoSuchFileException(e.getFile());
    }
    children.sort(null);
    return children;
  }

  private static Set<Path> databases(List<Path> files) {
    return files.stream().filter(HomeFiles::isDatabase).collect(Collectors.toSet());
  }

  private static boolean isDatabase(Path file) {
    try {
      return Files.isRegularFile(file) && SqliteFiles.isDatabase(file);
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException e) {
      throw MachineError.io("Reading " + file, e);
    }
  }

  /** What was not written into a database yet is in the copy that SQLite makes of it. */
  private static boolean isBeside(Path file, Set<Path> databases) {
    String path = file.toString();
    return BESIDE_DATABASES.stream()
        .filter(path::endsWith)
        .anyMatch(
            end -> databases.contains(Path.of(path.substring(0, path.length() - end.length()))));
  }
}
