package dev.freehold.detect;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Kinds of app that are recognised in order to be refused with their right name. */
final class UnsupportedFrameworks implements FrameworkRule {
  /** How one is told: by a dependency or a file. */
  private record Known(String name, List<String> dependencies, Optional<Pattern> file) {}

  private static final List<Known> ALL =
      List.of(
          known("React Router server", "react-router\\.config\\.[cm]?[jt]s", "@react-router/dev"),
          known("SvelteKit", "", "@sveltejs/kit"),
          known("Nuxt", "nuxt\\.config\\.[cm]?[jt]s", "nuxt"),
          known("SolidStart", "", "@solidjs/start"),
          known("Qwik City", "", "@builder.io/qwik-city"),
          known("Gatsby", "gatsby-config\\.[cm]?[jt]s", "gatsby"),
          known("Angular", "angular\\.json", "@angular/core"),
          known("Vue CLI", "vue\\.config\\.[cm]?[jt]s", "@vue/cli-service"),
          known(
              "server-rendered Vite",
              "(?:src/)?entry-server\\.[jt]sx?",
              "vike",
              "vite-plugin-ssr"));

  private static Known known(String name, String file, String... dependencies) {
    return new Known(
        name,
        List.of(dependencies),
        file.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(file)));
  }

  @Override
  public Optional<Match> match(Project project) {
    for (Known known : ALL) {
      Optional<String> proof = proof(known, project);
      if (proof.isPresent()) {
        throw Refusal.unsupported(known.name(), proof.get());
      }
    }
    return Optional.empty();
  }

  /** Whether a folder with this package.json is an app of a kind named here. */
  static boolean isNamedBy(PackageJson manifest) {
    return ALL.stream().flatMap(k -> k.dependencies().stream()).anyMatch(manifest::dependsOn);
  }

  private static Optional<String> proof(Known known, Project project) {
    return project
        .proofOf(known.dependencies())
        .or(
            () ->
                known
                    .file()
                    .flatMap(project.files()::first)
                    .map(path -> "there is " + project.files().shown(path)));
  }
}
