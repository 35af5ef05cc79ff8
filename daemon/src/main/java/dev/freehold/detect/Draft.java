package dev.freehold.detect;

import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.FrameworkRule.Match;
import dev.freehold.detect.FrameworkRule.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What apps that npm installs and a script builds have in common, filled in by their rules. */
final class Draft {
  private final Framework framework;
  private final PackageManager manager;
  private final List<Conclusion> conclusions = new ArrayList<>();
  private final List<Conclusion> remarks = new ArrayList<>();
  private final List<Adaptation> adaptations = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();
  private final String command;
  private Optional<Reading> reading = Optional.empty();
  private List<Part> parts = List.of();
  private Serving serving = Serving.files(Optional.empty());
  private String output = "";

  /**
   * @param name of the framework, for people
   * @param proof {@code package.json depends on gatsby}
   */
  Draft(Project project, PackageJson manifest, Framework framework, String name, String proof) {
    this(
        project,
        manifest,
        framework,
        name,
        proof,
        BuildCommand.of(project, manifest, "vite build"));
  }

  Draft(
      Project project,
      PackageJson manifest,
      Framework framework,
      String name,
      String proof,
      BuildCommand command) {
    this.framework = framework;
    this.manager = PackageManager.of(project, manifest);
    this.command = command.text();
    adaptations.addAll(command.adaptation().stream().toList());
    conclusions.add(new Conclusion("framework", name, proof));
    conclusions.add(manager.conclusion());
    conclusions.add(command.conclusion());
  }

  /**
   * Files only.
   *
   * @param fallback answered to addresses that match no file
   */
  Draft site(String folder, String why, Optional<String> fallback) {
    output = folder;
    serving = Serving.files(fallback);
    remarks.addFirst(
        fallback
            .map(
                page ->
                    page.equals("index.html")
                        ? Conclusions.SPA
                        : new Conclusion(
                            "routing",
                            "addresses that match no file answer " + page,
                            "the build makes it for pages that it did not make"))
            .orElse(Conclusions.FILES));
    remarks.addFirst(new Conclusion("output", folder, why));
    return this;
  }

  /** A server that answers what is no file. */
  Draft server(String folder, String why, Serving how, Part... made) {
    output = folder;
    serving = how;
    parts = List.of(made);
    remarks.addFirst(Conclusions.SERVER);
    remarks.addFirst(new Conclusion("output", folder, why));
    return this;
  }

  Draft reads(VariableReads.Access access, String... prefixes) {
    reading = Optional.of(new Reading(access, List.of(prefixes)));
    return this;
  }

  Draft building(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Draft adapted(String id, String reason) {
    adaptations.add(new Adaptation(id, reason));
    return this;
  }

  Draft remark(String subject, String value, String reason) {
    remarks.add(new Conclusion(subject, value, reason));
    return this;
  }

  Match match() {
    conclusions.addAll(remarks);
    return new Match(
        framework,
        Optional.of(manager.install()),
        Optional.of(command),
        output,
        parts,
        serving,
        environment,
        reading,
        List.copyOf(adaptations),
        List.of(),
        List.copyOf(conclusions));
  }
}
