package dev.freehold.builds;

import com.sun.net.httpserver.HttpServer;
import dev.freehold.base.Sha256;
import dev.freehold.detect.python.PackageName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An index of Python packages (packaging.python.org, simple repository API) with wheels made of the
 * packages that Debian installs, for machines that reach no other index.
 */
public final class PackageIndex implements AutoCloseable {
  private static final Path DEBIAN = Path.of("/usr/lib/python3/dist-packages");

  /** Half of Django is texts in languages that no test reads. */
  private static final Pattern LEFT_OUT =
      Pattern.compile(".*/__pycache__/.*|.*/locale/(?!en/)[^/]+/.*");

  private final HttpServer server;

  /** Each made when it is asked for: some have thousands of files. */
  private final Map<String, Supplier<byte[]>> wheels = new ConcurrentSkipListMap<>();

  private PackageIndex() throws IOException {
    try (var entries = Files.list(DEBIAN)) {
      for (Path entry : (Iterable<Path>) entries::iterator) {
        String name = entry.getFileName().toString();
        if (name.endsWith(".dist-info") || name.endsWith(".egg-info")) {
          add(entry);
        }
      }
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Optional<byte[]> answer = answer(exchange.getRequestURI().getPath());
          byte[] body = answer.orElse(new byte[0]);
          exchange
              .getResponseHeaders()
              .add("Content-Type", body.length > 0 && body[0] == '<' ? "text/html" : "binary/x");
          exchange.sendResponseHeaders(answer.isPresent() ? 200 : 404, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }

  /** Empty where Debian's packages are not installed: then the public index is used. */
  public static Optional<PackageIndex> ofDebian() throws IOException {
    return Files.isDirectory(DEBIAN.resolve("fastapi"))
        ? Optional.of(new PackageIndex())
        : Optional.empty();
  }

  /**
   * One more package.
   *
   * @param needs lines of its metadata that name other packages
   * @param files of its code
   */
  public PackageIndex with(String name, String version, String needs, Map<String, String> files) {
    var bytes = new HashMap<String, byte[]>();
    files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
    String fields =
        "Metadata-Version: 2.1\nName: %s\nVersion: %s\n%s".formatted(name, version, needs);
    String named = module(name) + "-" + version;
    byte[] wheel = packed(bytes, named + ".dist-info/", fields);
    wheels.put(named + "-py3-none-any.whl", () -> wheel);
    return this;
  }

  /** What makes pip ask this index and no other. */
  public Map<String, String> variables() {
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/simple/";
    return Map.of(
        "PIP_INDEX_URL",
        address,
        "PIP_EXTRA_INDEX_URL",
        "",
        "PIP_FIND_LINKS",
        "",
        "PIP_CONFIG_FILE",
        "/dev/null");
  }

  /**
   * Offers a package of one module besides.
   *
   * @param requires what it needs, one each
   */
  public void offer(String name, String version, String... requires) {
    String needs =
        Arrays.stream(requires)
            .map(one -> "Requires-Dist: " + one + "\n")
            .collect(Collectors.joining());
    with(name, version, needs, Map.of(module(name) + ".py", "version = '" + version + "'\n"));
  }

  private static String module(String name) {
    return PackageName.of(name).replace('-', '_');
  }

  /**
   * A package as lock files name it: {@code idna==3.3} with the hash of its wheel.
   *
   * @param name as the index has it
   */
  public Locked locked(String name) {
    var wheel =
        wheels.entrySet().stream()
            .filter(each -> each.getKey().startsWith(module(name) + "-"))
            .findFirst()
            .orElseThrow();
    String file = wheel.getKey();
    return new Locked(
        name, file.split("-")[1], file, "sha256:" + Sha256.of(wheel.getValue().get()).hex());
  }

  /**
   * @param file name of its wheel
   * @param hash {@code sha256:…}
   */
  public record Locked(String name, String version, String file, String hash) {}

  @Override
  public void close() {
    server.stop(0);
  }

  private Optional<byte[]> answer(String path) {
    if (path.startsWith("/simple/")) {
      String prefix = PackageName.of(path.substring("/simple/".length()).replace("/", "")) + "-";
      String links =
          wheels.keySet().stream()
              .filter(wheel -> wheel.startsWith(prefix.replace('-', '_').replaceAll("_$", "-")))
              .map(wheel -> "<a href=\"/wheels/" + wheel + "\">" + wheel + "</a>")
              .collect(Collectors.joining("\n"));
      return links.isEmpty()
          ? Optional.empty()
          : Optional.of(("<!doctype html>" + links).getBytes(StandardCharsets.UTF_8));
    }
    return Optional.ofNullable(wheels.get(path.substring(path.lastIndexOf('/') + 1)))
        .map(Supplier::get);
  }

  /** One wheel (packaging.python.org, binary distribution format). */
  private void add(Path info) throws IOException {
    Path text = Files.isRegularFile(info) ? info : info.resolve("METADATA");
    text = Files.isRegularFile(text) ? text : info.resolve("PKG-INFO");
    if (!Files.isRegularFile(text)) {
      return;
    }
    String metadata = Files.readString(text);
    String name = PackageName.of(field(metadata, "Name")).replace('-', '_');
    String version = field(metadata, "Version");
    Path requires = info.resolve("requires.txt");
    String needs = "";
    if (Files.isRegularFile(requires)) {
      // egg-info keeps its plain requirements before the first section
      needs =
          Files.readString(requires)
              .split("(?m)^\\[")[0]
              .lines()
              .filter(line -> !line.isBlank())
              .map(line -> "Requires-Dist: " + line + "\n")
              .collect(Collectors.joining());
    }
    boolean isThere = false;
    for (String top : topLevel(info, name)) {
      isThere |= Files.exists(DEBIAN.resolve(top)) || Files.exists(DEBIAN.resolve(top + ".py"));
    }
    if (!isThere) {
      return;
    }
    String folder = name + "-" + version + ".dist-info/";
    int head = metadata.indexOf("\n\n");
    // Debian's packages fit each other, whatever ranges they name
    String fields =
        ((head < 0 ? metadata : metadata.substring(0, head)).strip() + "\n" + needs)
            .replaceAll("(?m)^(Requires-Dist: [\\w.-]+(?:\\[[^\\]]*\\])?)[^;\n]*", "$1");
    wheels.put(
        name + "-" + version + "-py3-none-any.whl",
        () -> {
          try {
            return packed(files(info, name), folder, fields);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static Map<String, byte[]> files(Path info, String name) throws IOException {
    var files = new HashMap<String, byte[]>();
    for (String top : topLevel(info, name)) {
      Path module = DEBIAN.resolve(top + ".py");
      if (Files.isRegularFile(module)) {
        files.put(top + ".py", Files.readAllBytes(module));
      }
      if (Files.isDirectory(DEBIAN.resolve(top))) {
        try (var below = Files.walk(DEBIAN.resolve(top))) {
          for (Path file : (Iterable<Path>) below::iterator) {
            if (Files.isRegularFile(file) && !LEFT_OUT.matcher(file.toString()).matches()) {
              files.put(DEBIAN.relativize(file).toString(), Files.readAllBytes(file));
            }
          }
        }
      }
    }
    return files;
  }

  private static byte[] packed(Map<String, byte[]> files, String folder, String fields) {
    files.put(folder + "METADATA", fields.getBytes(StandardCharsets.UTF_8));
    return wheel(files, folder);
  }

  private static byte[] wheel(Map<String, byte[]> files, String folder) {
    files.put(
        folder + "WHEEL",
        "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            .getBytes(StandardCharsets.UTF_8));
    String records =
        files.keySet().stream().sorted().map(file -> file + ",,\n").collect(Collectors.joining());
    files.put(
        folder + "RECORD", (records + folder + "RECORD,,\n").getBytes(StandardCharsets.UTF_8));
    try {
      return zip(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Iterable<String> topLevel(Path info, String name) throws IOException {
    Path file = info.resolve("top_level.txt");
    return Files.isRegularFile(file)
        ? Files.readString(file).lines().filter(line -> !line.isBlank()).toList()
        : List.of(name);
  }

  private static String field(String metadata, String name) {
    return metadata
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2).strip())
        .findFirst()
        .orElseThrow();
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : new TreeMap<>(files).entrySet()) {
        // of the same files the same bytes, whose hash lock files have
        var entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
