package dev.freehold.detect;

import dev.freehold.app.Overrides;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.VariableUse;
import dev.freehold.file.FileTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Says what a source tree is, with a reason for every conclusion, or refuses it with a true one.
 */
public final class Detector {
  /** The first rule that has something to say decides. */
  private static final List<FrameworkRule> RULES =
      List.of(
          new OwnersWord.Start(),
          new NativeApps(),
          new Expo(),
          new TanStackStart(),
          new Next(),
          new Remix(),
          new ReactRouter(),
          new SvelteKit(),
          new Nuxt(),
          new SolidStart(),
          new Angular(),
          new Qwik(),
          new Astro(),
          new CreateReactApp(),
          new SiteGenerators(),
          new ViteServer(),
          new NodeServer(),
          new PythonAlone(),
          new DenoServer(),
          new Backends(),
          new ViteSpa(),
          new PlainHtml());

  private static final Pattern BUNDLED_SOURCE =
      Pattern.compile("(?:.*/)?[^/]+\\.(?:tsx|jsx|vue|svelte)|(?:.*/)?vite\\.config\\.[cm]?[jt]s");

  /** Of an app whose owner agreed to no host that visitors' requests are passed on to. */
  public Detection detect(FileTree tree, Overrides overrides) {
    return detect(tree, overrides, Set.of());
  }

  /**
   * @param overrides what the owner says against the files; it wins
   * @param passedOnTo hosts to which rules of the old host may pass on what visitors send
   * @throws UserError {@code detect.not-a-web-app}, {@code detect.no-package-json}, {@code
   *     detect.package-json-invalid}, {@code detect.ambiguous-root}, {@code
   *     detect.unsupported-framework}, {@code detect.unsupported-workspace}, {@code
   *     detect.no-build-script}, {@code detect.no-index-html}, {@code detect.unknown-output},
   *     {@code detect.unclear-start}, {@code detect.python-packages}, {@code detect.deno}
   */
  public Detection detect(FileTree tree, Overrides overrides, Set<String> passedOnTo) {
    var export = new AppFiles(tree, "");
    var choice = AppRoots.choose(export, overrides);
    var files = choice.root().isEmpty() ? export : new AppFiles(tree, choice.root());
    var project = Project.of(export, files, choice.root(), overrides);
    FrameworkRule.Match page = Overriding.apply(project.overrides(), understood(project));
    Optional<PythonBackend> backend =
        page.framework() == Framework.PYTHON_SERVER
            ? PythonBackend.alone(project)
            : PythonBackend.of(project).filter(_ -> page.buildScript().isPresent());
    return assemble(project, choice, page, backend, passedOnTo);
  }

  /** What no rule can make deployable is deployable where the owner says all that is missing. */
  private static FrameworkRule.Match understood(Project project) {
    try {
      return RULES.stream()
          .flatMap(rule -> rule.match(project).stream())
          .findFirst()
          .orElseThrow(() -> notUnderstood(project));
    } catch (UserError refusal) {
      return OwnersWord.page(project).orElseThrow(() -> refusal);
    }
  }

  private static Detection assemble(
      Project project,
      AppRoots.Choice choice,
      FrameworkRule.Match page,
      Optional<PythonBackend> backend,
      Set<String> passedOnTo) {
    var artifacts = ReplitArtifacts.in(project.export());
    // a root that the owner names is deployed alone
    Optional<ReplitServer> server =
        artifacts
            .server(choice.root())
            .filter(_ -> project.overrides().root().isEmpty())
            .map(part -> ReplitServer.beside(project, part));
    FrameworkRule.Match alone =
        server
            .map(s -> s.beside(page, choice.root()))
            .orElseGet(() -> WorkspaceServer.placed(page, project));
    FrameworkRule.Match match =
        page.framework() == Framework.PYTHON_SERVER
            ? page
            : backend.map(b -> b.beside(alone, project)).orElse(alone);
    var conclusions = new ArrayList<Conclusion>();
    root(choice, project).ifPresent(conclusions::add);
    Conclusion builder = Fingerprint.of(project);
    conclusions.add(builder);
    OldHostRules.Applied applied = OldHostRules.apply(project, match, passedOnTo);
    conclusions.addAll(applied.conclusions());
    ViteBase.told(project).filter(_ -> match.buildScript().isPresent()).ifPresent(conclusions::add);
    ServiceWorkers.told(project).ifPresent(conclusions::add);
    if (backend.isEmpty()) {
      Backends.leftBehind(project).ifPresent(conclusions::add);
    }
    NodeVersion node = NodeVersion.of(project);
    if (match.buildScript().isPresent() && usesNode(match.framework())) {
      conclusions.add(node.conclusion());
    }
    Optional<PythonVersion> python = backend.map(b -> PythonVersion.of(project, b.folder()));
    python.ifPresent(version -> conclusions.add(version.conclusion()));
    Variables variables =
        match
            .variables()
            .map(reading -> Variables.of(project, reading, page))
            .orElseGet(
                () ->
                    page.framework() == Framework.DENO_SERVER
                        ? Variables.ofServer(project, page)
                        : new Variables(List.of(), List.of(), List.of()));
    conclusions.addAll(variables.conclusions());
    var adaptations = new ArrayList<>(match.adaptations());
    Offers offers = Offers.of(project, match.framework());
    adaptations.addAll(offers.made());
    artifacts.leftBehind(choice.root(), server.map(ReplitServer::part)).ifPresent(conclusions::add);
    var environment = new TreeMap<>(match.environment());
    artifacts.at(choice.root()).ifPresent(part -> environment.putAll(part.environment()));
    environment.putAll(offers.environment());
    runtimeLookup(match.framework(), variables).ifPresent(adaptations::add);
    adaptations.removeIf(adaptation -> !project.overrides().allows(adaptation.id()));
    for (Adaptation adaptation : adaptations) {
      conclusions.add(new Conclusion("adaptation", adaptation.id(), adaptation.reason()));
    }
    conclusions.addAll(offers.offered());
    return new Detection(
        choice.root(),
        builder.value(),
        match.framework(),
        match.install(),
        match.buildScript(),
        match.output(),
        match.parts(),
        applied.serving().on(node.range()),
        environment,
        node.range(),
        backend.flatMap(b -> python.map(version -> b.python().on(version.range()))),
        variables.uses().stream()
            .filter(use -> !match.environment().containsKey(use.name()))
            .toList(),
        Stream.concat(
                variables.defaults().stream(),
                backend.stream().flatMap(b -> b.python().defaults().stream()))
            .filter(value -> !match.environment().containsKey(value.name()))
            .toList(),
        List.copyOf(adaptations),
        List.copyOf(conclusions),
        applied.open(),
        ServerVariables.of(
            server.map(ReplitServer::project).orElse(project), page, match.serving(), variables),
        Optional.of(project)
            .filter(_ -> match.framework() == Framework.DENO_SERVER)
            .map(DenoServer::deno));
  }

  private static boolean usesNode(Framework framework) {
    return framework != Framework.PYTHON_SERVER && framework != Framework.DENO_SERVER;
  }

  private static Optional<Conclusion> root(AppRoots.Choice choice, Project project) {
    if (project.overrides().root().isPresent()) {
      return Optional.of(
          new Conclusion("root", choice.root().isEmpty() ? "." : choice.root(), Conclusions.SET));
    }
    Optional<ReplitArtifacts.Part> artifact =
        ReplitArtifacts.in(project.export()).at(choice.root());
    if (artifact.isPresent()) {
      return Optional.of(
          new Conclusion("root", choice.root(), artifact.get().shown() + " is there"));
    }
    if (!choice.others().isEmpty()) {
      return Optional.of(
          new Conclusion(
              "root",
              ".",
              "package.json at the top is an app; not deployed: "
                  + String.join(", ", choice.others())));
    }
    return choice.root().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Conclusion("root", choice.root(), "it is the only folder that holds an app"));
  }

  private static Optional<Adaptation> runtimeLookup(Framework framework, Variables variables) {
    if (framework != Framework.VITE_SPA
        || variables.uses().stream().allMatch(VariableUse::bakedIn)) {
      return Optional.empty();
    }
    return Optional.of(
        new Adaptation(
            "vite-runtime-variables",
            "the page looks its variables up when it starts, so that one build serves every"
                + " environment"));
  }

  private static UserError notUnderstood(Project project) {
    if (project.manifest().isPresent()) {
      return Refusal.notAWebApp(
          project.manifestPath()
              + " depends on no web framework that Freehold knows, and there is no index.html");
    }
    Optional<String> source = project.files().first(BUNDLED_SOURCE);
    if (source.isPresent()) {
      return Refusal.noPackageJson("there is " + source.get() + ", which has to be built");
    }
    return Refusal.notAWebApp("there is no package.json and no index.html in it");
  }
}
