package dev.freehold.detect;

import dev.freehold.detect.PythonApplication.Protocol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How an application in Python is served.
 *
 * @param options of the server that the app says itself
 * @param reason why it is this server
 * @param isAdded whether the app's packages do not name it
 */
record PythonStart(
    PythonApplication application,
    Server server,
    List<String> options,
    String reason,
    boolean isAdded) {
  /** Servers for production; the first for a protocol is the one to add. */
  enum Server {
    UVICORN("uvicorn", Protocol.ASGI),
    GUNICORN("gunicorn", Protocol.WSGI),
    WAITRESS("waitress", Protocol.WSGI);

    private final String requirement;
    private final Protocol protocol;

    Server(String requirement, Protocol protocol) {
      this.requirement = requirement;
      this.protocol = protocol;
    }

    /** As indexes of packages have it. */
    String requirement() {
      return requirement;
    }

    private boolean isNamedBy(PythonManifest manifest) {
      return manifest.brings(requirement)
          || this == UVICORN
              && (manifest.names("fastapi", "standard") || manifest.names("fastapi", "all"));
    }
  }

  private static final Pattern WEB = Pattern.compile("(?m)^web:\\s*(.+)$");
  private static final Pattern SHELL = Pattern.compile("[\"'`|;&<>()\\\\*?]|\\$(?!\\{?PORT\\b)");
  private static final Pattern PLACE = Pattern.compile("([A-Za-z_][\\w.]*)(?::(\\w+))?");
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*=.*");

  /** What an app may say of gunicorn; where it listens and logs is not its to say. */
  private static final Pattern KEPT =
      Pattern.compile(
          "(?:-w|--workers|--threads|-t|--timeout|-k|--worker-class|--max-requests)(?:=(.*))?");

  static PythonStart of(AppFiles export, PythonManifest manifest, PythonApplication found) {
    return ofProcfile(export, manifest, found)
        .or(
            () ->
                servers(found.protocol())
                    .filter(server -> server.isNamedBy(manifest))
                    .findFirst()
                    .map(
                        server ->
                            new PythonStart(
                                found, server, List.of(), manifest.path() + " names it", false)))
        .orElseGet(
            () ->
                new PythonStart(
                    found,
                    servers(found.protocol()).findFirst().orElseThrow(),
                    List.of(),
                    manifest.path() + " names no server for production, and this is the usual one",
                    true));
  }

  private static Stream<Server> servers(Protocol protocol) {
    return Arrays.stream(Server.values()).filter(server -> server.protocol == protocol);
  }

  /** What {@code web:} starts, where it is a server for the application's protocol. */
  private static Optional<PythonStart> ofProcfile(
      AppFiles export, PythonManifest manifest, PythonApplication found) {
    String path = manifest.folder().isEmpty() ? "Procfile" : manifest.folder() + "/Procfile";
    Matcher web = WEB.matcher(export.text(path).orElse(""));
    if (!web.find() || SHELL.matcher(web.group(1)).find()) {
      return Optional.empty();
    }
    List<String> words =
        Arrays.stream(web.group(1).strip().split("\\s+"))
            .dropWhile(word -> ASSIGNMENT.matcher(word).matches())
            .toList();
    Optional<Server> server =
        servers(found.protocol()).filter(s -> words.getFirst().equals(program(s))).findFirst();
    Optional<PythonApplication> named =
        words.stream()
            .skip(1)
            .map(PLACE::matcher)
            .filter(Matcher::matches)
            .filter(place -> isModule(export, manifest.folder(), place.group(1)))
            .findFirst()
            .map(
                place ->
                    new PythonApplication(
                        place.group(1),
                        place.group(2) == null ? "application" : place.group(2),
                        false,
                        found.protocol()));
    return server.map(
        s ->
            new PythonStart(
                named.orElse(found),
                s,
                s == Server.GUNICORN ? kept(words) : List.of(),
                path + " starts it so",
                !s.isNamedBy(manifest)));
  }

  private static String program(Server server) {
    return switch (server) {
      case UVICORN -> "uvicorn";
      case GUNICORN -> "gunicorn";
      case WAITRESS -> "waitress-serve";
    };
  }

  private static boolean isModule(AppFiles export, String folder, String module) {
    String path = (folder.isEmpty() ? "" : folder + "/") + module.replace('.', '/');
    return export.has(path + ".py") || export.has(path + "/__init__.py");
  }

  private static List<String> kept(List<String> words) {
    var kept = new ArrayList<String>();
    for (int i = 0; i < words.size(); i++) {
      Matcher option = KEPT.matcher(words.get(i));
      if (option.matches() && !words.get(i).contains("$")) {
        kept.add(words.get(i));
        if (option.group(1) == null && i + 1 < words.size()) {
          kept.add(words.get(++i));
        }
      }
    }
    return List.copyOf(kept);
  }

  /**
   * For the Python of the release. One process with threads: a server may use 1 GiB of memory, and
   * a visitor who waits keeps nobody else from being answered.
   */
  List<String> command() {
    return switch (server) {
      case UVICORN ->
          words(
              List.of("uvicorn", application.module() + ":" + application.object()),
              List.of("--host", "127.0.0.1", "--port", "{port}"),
              application.isMade() ? List.of("--factory") : List.of());
      case GUNICORN ->
          words(
              List.of("gunicorn", application.text()),
              List.of("--bind", "127.0.0.1:{port}", "--limit-request-field_size", "16384"),
              options.isEmpty() ? List.of("--threads", "8") : options);
      case WAITRESS ->
          words(
              List.of("waitress", "--listen=127.0.0.1:{port}"),
              List.of("--trusted-proxy=127.0.0.1", "--trusted-proxy-headers=x-forwarded-proto"),
              application.isMade() ? List.of("--call") : List.of(),
              List.of(application.module() + ":" + application.object()));
    };
  }

  @SafeVarargs
  private static List<String> words(List<String>... parts) {
    return Stream.concat(
            Stream.of(Detection.Python.PROGRAM, "-m"), Arrays.stream(parts).flatMap(List::stream))
        .toList();
  }
}
