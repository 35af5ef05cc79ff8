package dev.freehold.builds;

import dev.freehold.base.Sha256;
import dev.freehold.check.BuilderAsset;
import dev.freehold.check.BuilderStorage;
import dev.freehold.check.BuilderStorage.Place;
import dev.freehold.file.FileTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The adaptation {@code builder-files}: sources that ask the app's own host for the files which
 * were brought from the builder's storage. Lines stay where they are.
 */
final class OwnFileAddresses implements FileTree {
  private final FileTree sources;

  /** By path, with their own addresses. */
  private final Map<String, byte[]> changed;

  private OwnFileAddresses(FileTree sources, Map<String, byte[]> changed) {
    this.sources = sources;
    this.changed = changed;
  }

  static FileTree in(FileTree sources) {
    Map<String, String> own =
        BuilderStorage.kept(sources).stream()
            .collect(Collectors.toMap(BuilderAsset::address, BuilderAsset::served));
    boolean bundlesStyles = BuilderStorage.bundlesStyles(sources);
    var changed = new TreeMap<String, byte[]>();
    BuilderStorage.named(sources).stream()
        .filter(stored -> stored.isLoaded() && own.containsKey(stored.address()))
        .map(stored -> stored.file())
        .distinct()
        .forEach(
            path -> {
              String text = new String(Sources.bytes(sources, path), StandardCharsets.ISO_8859_1);
              String with = with(own, text, BuilderStorage.in(path, text, bundlesStyles));
              changed.put(path, with.getBytes(StandardCharsets.ISO_8859_1));
            });
    return new OwnFileAddresses(sources, changed);
  }

  private static String with(Map<String, String> own, String text, List<Place> places) {
    var with = new StringBuilder();
    int at = 0;
    for (Place place : places) {
      String address = own.get(place.address());
      if (address != null && place.isLoaded()) {
        with.append(text, at, place.start()).append(address);
        at = place.end();
      }
    }
    return with.append(text, at, text.length()).toString();
  }

  @Override
  public List<Entry> entries() {
    return sources.entries().stream()
        .map(
            entry ->
                changed.containsKey(entry.path())
                    ? new Entry(entry.path(), changed.get(entry.path()).length, entry.executable())
                    : entry)
        .toList();
  }

  @Override
  public InputStream open(String path) throws IOException {
    byte[] bytes = changed.get(path);
    return bytes == null ? sources.open(path) : new ByteArrayInputStream(bytes);
  }

  @Override
  public Optional<Sha256> sha256(String path) {
    return changed.containsKey(path) ? Optional.empty() : sources.sha256(path);
  }
}
