package dev.freehold.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.file.FileTree;
import dev.freehold.file.PathRules;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what the app's export leaves at its builder: Lovable keeps pictures at its hosting, under
 * {@code /__l5e/}, and puts pointers ({@code logo.png.asset.json}) into the sources.
 */
public final class BuilderAssets {
  private static final String KEYWORD = "/__l5e/";
  private static final String POINTER = ".asset.json";
  private static final long LARGEST_POINTER = 64 << 10;
  private static final int LONGEST = 500;

  /** Ends where a text, an address in CSS or a part that is put together ends. */
  private static final Pattern ADDRESS =
      Pattern.compile("/__l5e/[^\\s\"'`()<>{}\\\\,;?#|*\\x00-\\x1f]+");

  private static final Pattern FORM =
      Pattern.compile("/__l5e/(?!.*/\\.{1,3}(?:/|$))(?:[^/]+/)+[^/]*[^/.]\\.[A-Za-z0-9]{1,8}");

  /** What stands before the path in an address of another host. */
  private static final Pattern OF_A_HOST = Pattern.compile("[A-Za-z0-9:._-]");

  private static final Pattern PROJECT = Pattern.compile("[0-9a-f-]{8,64}");

  private BuilderAssets() {}

  /**
   * @return what the tree names and does not have, each address once, with what a pointer says of
   *     it if there is one; sorted by file and line
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public static List<BuilderAsset> missing(FileTree tree) {
    List<BuilderAsset> named = named(tree);
    var published = new PublishedAt(tree, named);
    return named.stream().filter(asset -> !published.has(asset)).toList();
  }

  /**
   * @return what the tree names, whether it has it or not; else as {@link #missing}
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public static List<BuilderAsset> named(FileTree tree) {
    var own = new OwnFiles(tree);
    var folders = new PackageFolders(tree);
    Map<String, BuilderAsset> found = new LinkedHashMap<>();
    var chunks = new TextChunks();
    tree.entries().stream()
        .filter(entry -> BuilderHosts.isRun(entry.path()) && own.has(entry.path()))
        .sorted(Comparator.comparing(entry -> !entry.path().endsWith(POINTER)))
        .forEach(entry -> read(tree, entry, chunks, folders, found));
    return found.values().stream()
        .sorted(Comparator.comparing(BuilderAsset::file).thenComparingInt(BuilderAsset::line))
        .toList();
  }

  private static void read(
      FileTree tree,
      FileTree.Entry entry,
      TextChunks chunks,
      PackageFolders folders,
      Map<String, BuilderAsset> found) {
    String path = entry.path();
    try (InputStream in = tree.open(path)) {
      if (path.endsWith(POINTER) && entry.size() <= LARGEST_POINTER) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        pointer(text, path, folders).ifPresent(asset -> found.putIfAbsent(asset.address(), asset));
      } else {
        chunks.read(in, false, chunk -> search(chunk, path, folders, found));
      }
    } catch (IOException e) {
      throw MachineError.io("Looking for files of the builder in " + path, e);
    }
  }

  /** Empty for files of this name that other tools write. */
  private static Optional<BuilderAsset> pointer(String text, String path, PackageFolders folders) {
    JsonNode fields;
    try {
      fields = Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    String address = fields.path("url").asText("");
    Optional<String> served = served(address);
    if (served.isEmpty()) {
      return Optional.empty();
    }
    JsonNode size = fields.path("size");
    String sha256 = fields.path("sha256").asText("");
    String project = fields.path("project_id").asText("");
    int at = Math.max(0, text.indexOf(KEYWORD));
    return Optional.of(
        new BuilderAsset(
            address,
            served.get(),
            folders.published(path, served.get()),
            path,
            1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count(),
            true,
            size.canConvertToLong() ? OptionalLong.of(size.asLong()) : OptionalLong.empty(),
            fields.path("content_type").asText(""),
            Sha256.isValid(sha256) ? Optional.of(new Sha256(sha256)) : Optional.empty(),
            PROJECT.matcher(project).matches() ? Optional.of(preview(project)) : Optional.empty()));
  }

  /** The host that answers for a project which nobody published. */
  static String preview(String project) {
    return "id-preview--" + project + ".lovable.app";
  }

  private static void search(
      TextChunks.Chunk chunk,
      String path,
      PackageFolders folders,
      Map<String, BuilderAsset> found) {
    String text = chunk.text();
    Matcher matcher = ADDRESS.matcher(text);
    int at = text.indexOf(KEYWORD, chunk.from());
    while (at >= 0 && at < chunk.to()) {
      boolean ofHost = at > 0 && OF_A_HOST.matcher(text.substring(at - 1, at)).matches();
      if (!ofHost && matcher.region(at, text.length()).lookingAt()) {
        // chunks have a letter for each byte
        String address =
            new String(
                matcher.group().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        int line = chunk.line(at);
        served(address)
            .ifPresent(
                served ->
                    found.putIfAbsent(
                        address,
                        new BuilderAsset(
                            address,
                            served,
                            folders.published(path, served),
                            path,
                            line,
                            false,
                            OptionalLong.empty(),
                            "",
                            Optional.empty(),
                            Optional.empty())));
      }
      at = text.indexOf(KEYWORD, at + KEYWORD.length());
    }
  }

  /** Empty for what can't be the address of a file. */
  private static Optional<String> served(String address) {
    if (address.length() > LONGEST || !FORM.matcher(address).matches()) {
      return Optional.empty();
    }
    try {
      // a plus sign in a path is one
      String served = URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
      PathRules.check(served.substring(1));
      return Optional.of(served).filter(path -> FORM.matcher(path).matches());
    } catch (IllegalArgumentException | UserError e) {
      return Optional.empty();
    }
  }
}
