package dev.freehold.targets.ssh;

import dev.freehold.detect.Detection.Python;
import dev.freehold.detect.Serving.Service;
import dev.freehold.targets.Activation;
import dev.freehold.targets.site.ServiceProgram;
import dev.freehold.targets.site.ServiceProgram.Programs;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a server of an app needs besides the release's files: {@code start}, {@code env}, {@code
 * health} and {@code listen.cjs}, and {@code kept} when it keeps folders. Its port is chosen where
 * it runs.
 *
 * @param release folder of the release there
 * @param app name in it of the files that the server sees
 * @param programs what runs it there
 */
record InstanceFiles(
    Instance instance, String release, String app, List<KeptPlace> kept, Programs programs) {
  private static final String VENV = "/tmp/freehold-venv";

  void write(Archive archive, String folder, Activation activation) throws IOException {
    archive.text(folder + "/start", start());
    archive.secret(folder + "/env", environment(activation.settings().values()));
    archive.text(folder + "/health", instance.service().healthPath() + "\n");
    archive.text(folder + "/listen.cjs", ServiceProgram.hook());
    if (!kept.isEmpty()) {
      archive.text(folder + "/kept", begins());
    }
  }

  /** A line for each: its name, and what it begins with when it is new. */
  private String begins() {
    return kept.stream()
        .map(place -> place.encoded() + " " + (scratched(place) ? "" : original(place)) + "\n")
        .collect(Collectors.joining());
  }

  private String original(KeptPlace place) {
    return release + "/" + ServerFolder.APP + "/" + place.name();
  }

  /** Whether it lies in what is empty at every start. */
  private boolean scratched(KeptPlace place) {
    return service().writable().stream().anyMatch(writable -> place.isBelow(path(writable)));
  }

  private String path(String writable) {
    return service().folder().isEmpty() ? writable : service().folder() + "/" + writable;
  }

  /** For {@code sh}; {@code TMPDIR} is its own folder, which is empty at every start. */
  private String start() {
    var text = new StringBuilder("# Written by Freehold.\nset -eu\n");
    String folder =
        release + "/" + app + (service().folder().isEmpty() ? "" : "/" + service().folder());
    service()
        .writable()
        .forEach(
            writable ->
                text.append("mkdir -p ")
                    .append(quoted(scratch(service().folder(), writable)))
                    .append('\n'));
    for (KeptPlace place : kept) {
      if (scratched(place)) {
        String link = scratch("", place.name());
        text.append("mkdir -p ")
            .append(quoted(link.substring(0, link.lastIndexOf('/'))))
            .append("\nln -sfn ")
            .append(quoted(place.path()))
            .append(' ')
            .append(quoted(link))
            .append('\n');
      }
    }
    List<String> argv = ServiceProgram.argv(service(), programs, "{port}");
    text.append("cd ").append(quoted(folder)).append('\n');
    if (ServiceProgram.isPython(service())) {
      text.append(virtualEnvironment(folder));
      argv.set(0, VENV + "/bin/python");
    }
    ServiceProgram.listening(service(), "$PORT")
        .forEach(
            (name, value) ->
                text.append("export ").append(name).append("=\"").append(value).append("\"\n"));
    text.append("exec ");
    text.append(
        argv.stream()
            .map(word -> quoted(word).replace("{port}", "'\"$PORT\"'"))
            .collect(Collectors.joining(" ")));
    return text.append('\n').toString();
  }

  private Service service() {
    return instance.service();
  }

  /** Where what a server writes goes to: a link in the release leads there. */
  static String scratch(String folder, String writable) {
    return "/tmp/freehold" + (folder.isEmpty() ? "" : "/" + folder) + "/" + writable;
  }

  /** As peps.python.org/pep-0405 has it, around the packages that the release holds. */
  private String virtualEnvironment(String folder) {
    String program = programs.python().orElseThrow();
    String version = program.substring(program.lastIndexOf('/') + 1);
    String packages = folder + "/" + Python.PACKAGES + version + "/site-packages";
    return """
    mkdir -p %1$s/bin %1$s/lib/%2$s
    printf 'home = %%s\\ninclude-system-site-packages = false\\n' %3$s >%1$s/pyvenv.cfg
    ln -sfn %4$s %1$s/bin/python
    ln -sfn %5$s %1$s/lib/%2$s/site-packages
    """
        .formatted(
            VENV,
            version,
            quoted(program.substring(0, program.lastIndexOf('/'))),
            quoted(program),
            quoted(packages));
  }

  /**
   * Lines that both sh and systemd read the same way: double quotes, with a backslash before what
   * has a meaning inside them (systemd.exec(5), EnvironmentFile).
   */
  private String environment(Map<String, String> variables) {
    Map<String, String> environment =
        ServiceProgram.environment(
            service(), variables, programs.node(), instance.folder() + "/listen.cjs");
    environment.put("HOME", "/tmp");
    environment.put("TMPDIR", "/tmp");
    return environment.entrySet().stream()
        .map(
            variable ->
                variable.getKey()
                    + "=\""
                    + variable.getValue().replaceAll("([\"\\\\$`])", "\\\\$1")
                    + "\"\n")
        .collect(Collectors.joining());
  }

  private static String quoted(String word) {
    return ServerScripts.quoted(word);
  }
}
