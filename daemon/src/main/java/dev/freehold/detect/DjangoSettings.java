package dev.freehold.detect;

import dev.freehold.detect.Detection.Conclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the settings of a Django project say (docs.djangoproject.com, settings), as far as it stands
 * there plainly.
 *
 * @param files with the settings, the module that is named first
 */
record DjangoSettings(PythonBackend server, List<String> files) {
  private static final Pattern VARIABLE =
      Pattern.compile(
          "(?:\\benviron(?:\\.get)?\\s*[(\\[]|\\bgetenv\\(|\\bconfig\\(|\\benv(?:\\.\\w+)?\\()"
              + "\\s*[\"'](\\w+)[\"']");
  private static final Pattern ANY_HOST = Pattern.compile("[\"']\\*[\"']|[\"'][^\"']*,\\*[\"']");
  private static final Pattern LITERAL = Pattern.compile("[rf]?[\"'].*");

  /**
   * @param text of the whole statement, behind the equals sign
   */
  private record Statement(String file, int line, String text) {
    String place() {
      return file + " line " + line;
    }
  }

  static DjangoSettings of(PythonBackend server) {
    AppFiles export = server.export();
    String module =
        PythonApplication.settings(export, server.folder()).orElse("").replace('.', '/');
    String file = server.at(module + ".py");
    String folder = server.at(module.contains("/") ? module.replaceFirst("/[^/]*$", "") : module);
    // settings of several files: what is common to all lies beside the one that is named
    boolean isPackage = folder.endsWith("settings") || !export.has(file);
    String around = (export.has(file) ? folder : server.at(module)) + "/";
    Stream<String> beside =
        isPackage
            ? export.paths().stream()
                .filter(path -> path.startsWith(around) && path.endsWith(".py"))
                .filter(path -> !path.equals(file))
            : Stream.empty();
    return new DjangoSettings(
        server, Stream.concat(Stream.of(file).filter(export::has), beside).toList());
  }

  /** Whether its files for visitors can be put into one folder. */
  boolean collects() {
    return statement("STATIC_ROOT").filter(root -> !root.text().startsWith("None")).isPresent();
  }

  List<Conclusion> conclusions() {
    var conclusions = new ArrayList<Conclusion>();
    hosts().ifPresent(conclusions::add);
    statement("DEBUG")
        .filter(debug -> debug.text().matches("True\\b.*"))
        .ifPresent(
            debug ->
                conclusions.add(
                    new Conclusion(
                        "debug",
                        "True",
                        debug.place()
                            + " says so: pages of errors show the app's code and settings to"
                            + " visitors. Set it to False")));
    statement("SECRET_KEY")
        .filter(key -> LITERAL.matcher(key.text()).matches())
        .ifPresent(
            key ->
                conclusions.add(
                    new Conclusion(
                        "secret key",
                        Detection.IN_THE_CODE,
                        key.place()
                            + " has it: who knows it can sign in as anybody. Read it there with"
                            + " os.environ[\"SECRET_KEY\"], and set it: freehold var set"
                            + " SECRET_KEY=...")));
    conclusions.add(staticFiles());
    conclusions.add(
        new Conclusion(
            "migrations",
            "not run",
            "what changes a database is yours to do: python manage.py migrate, with the variables"
                + " that the server has"));
    return conclusions;
  }

  /** Django answers others with status 400. */
  private Optional<Conclusion> hosts() {
    Optional<Statement> hosts = statement("ALLOWED_HOSTS");
    if (hosts.filter(found -> ANY_HOST.matcher(found.text()).find()).isPresent()) {
      return Optional.empty();
    }
    String place =
        hosts
            .map(found -> found.place() + " says")
            .orElse(files.stream().findFirst().orElse("the settings") + " does not say");
    Matcher variable = VARIABLE.matcher(hosts.map(Statement::text).orElse(""));
    return Optional.of(
        new Conclusion(
            Detection.ALLOWED_HOSTS,
            variable.find() ? variable.group(1) : Detection.IN_THE_CODE,
            place
                + " which hosts Django answers; it needs .localhost, where each release is looked"
                + " at, and the name that visitors use"));
  }

  private Conclusion staticFiles() {
    Optional<Statement> root = statement("STATIC_ROOT");
    if (collects()) {
      return new Conclusion(
          "static files",
          "collected",
          root.orElseThrow().place()
              + " sets STATIC_ROOT; they are answered as files, at STATIC_URL");
    }
    return new Conclusion(
        "static files",
        "not collected",
        "the settings have no STATIC_ROOT, so no styles and scripts are answered, unless the app"
            + " does it itself. Write STATIC_ROOT = BASE_DIR / \"staticfiles\"");
  }

  private Optional<Statement> statement(String name) {
    return files.stream().flatMap(file -> statement(name, file).stream()).findFirst();
  }

  private Optional<Statement> statement(String name, String file) {
    List<String> lines = server.export().text(file).orElse("").lines().toList();
    Pattern first = Pattern.compile(name + "\\s*(?::\\s*[\\w\\[\\]]+\\s*)?\\+?=\\s*(.*)");
    Optional<Statement> last = Optional.empty();
    for (int line = 0; line < lines.size(); line++) {
      Matcher found = first.matcher(lines.get(line));
      if (found.matches()) {
        last = Optional.of(new Statement(file, line + 1, whole(found.group(1), lines, line)));
      }
    }
    return last;
  }

  /** Up to where its brackets are closed. */
  private static String whole(String begun, List<String> lines, int line) {
    var text = new StringBuilder(begun);
    for (int next = line + 1; next < lines.size() && isOpen(text); next++) {
      text.append(' ').append(lines.get(next).strip());
    }
    return text.toString();
  }

  private static boolean isOpen(CharSequence text) {
    return text.chars().filter(c -> c == '[' || c == '(').count()
        > text.chars().filter(c -> c == ']' || c == ')').count();
  }
}
