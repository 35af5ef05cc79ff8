package dev.freehold.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.freehold.base.Json;
import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The page that Expo makes of an app for phones (docs.expo.dev, Publish websites). */
final class Expo implements FrameworkRule {
  private static final String EXPORT = "expo export --platform web";
  private static final Pattern FOLDER = Pattern.compile("--output-dir[= ]\\s*([\\w./-]+)");

  @Override
  public Optional<Match> match(Project project) {
    if (!project.dependsOn("expo") || project.manifest().isEmpty()) {
      return Optional.empty();
    }
    PackageJson manifest = project.manifest().get();
    for (String needed : List.of("react-dom", "react-native-web")) {
      if (!manifest.dependsOn(needed)) {
        throw Refusal.notAWebApp(
            "it is an Expo app for phones ("
                + project.manifestPath()
                + " depends on expo, and not on "
                + needed
                + ", which its page would need)");
      }
    }
    String output = outputOf(project);
    if (output.equals("server")) {
      throw Refusal.unsupported("Expo with a server", "app.json sets web.output to server");
    }
    var adaptations = new ArrayList<Adaptation>();
    BuildCommand command = command(project, manifest, adaptations);
    var manager = PackageManager.of(project, manifest);
    Matcher folder = FOLDER.matcher(command.text());
    String result = folder.find() ? folder.group(1) : "dist";
    boolean single = output.equals("single");
    return Optional.of(
        new Match(
            Framework.EXPO,
            Optional.of(manager.install()),
            Optional.of(command.text()),
            result,
            List.of(),
            Serving.files(single ? Optional.of("index.html") : Optional.empty()),
            Map.of("EXPO_NO_TELEMETRY", "1", "EXPO_OFFLINE", "1"),
            Optional.of(new Reading(VariableReads.Access.PROCESS, List.of("EXPO_PUBLIC_"))),
            adaptations,
            List.of(),
            List.of(
                new Conclusion(
                    "framework", "Expo for the web", project.manifestPath() + " depends on expo"),
                manager.conclusion(),
                command.conclusion(),
                new Conclusion("output", result, "where expo export puts its result"),
                single ? Conclusions.SPA : Conclusions.FILES)));
  }

  private static BuildCommand command(
      Project project, PackageJson manifest, List<Adaptation> adaptations) {
    Optional<String> own =
        Stream.of("build:web", "export:web", "build")
            .flatMap(name -> manifest.script(name).stream())
            .filter(script -> script.contains("expo export"))
            .findFirst();
    String text = own.orElse(EXPORT);
    if (!text.contains("--clear") && !text.contains(" -c")) {
      text = text.replaceFirst("expo export(?=\\s|$)", "expo export --clear");
      adaptations.add(
          new Adaptation(
              "fresh-metro-cache",
              "Metro's cache keeps the values of variables from an earlier build"));
    }
    return BuildCommand.ours(
        text,
        own.isPresent()
            ? project.manifestPath() + " has it as a script"
            : project.manifestPath() + " has no script for it; this is Expo's own command");
  }

  /** {@code single}, {@code static} or {@code server}; a config in code is not run here. */
  private static String outputOf(Project project) {
    try {
      String text = project.files().text("app.json").orElse("{}");
      return Json.mapper().readTree(text).at("/expo/web/output").asText("single");
    } catch (JsonProcessingException e) {
      return "single";
    }
  }
}
