package dev.freehold.detect;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Kinds of app that are recognised in order to be refused with their right name. */
final class UnsupportedFrameworks implements FrameworkRule {
  /** How one is told: by a dependency, a file, or what the Vite config says. */
  private record Known(
      String name,
      List<String> dependencies,
      Optional<Pattern> file,
      Optional<Pattern> viteConfig) {
    Known withVitePlugin(String pattern) {
      return new Known(name, dependencies, file, Optional.of(Pattern.compile(pattern)));
    }
  }

  /** The more exact first: Expo brings React Native, TanStack Start brings Vite. */
  private static final List<Known> ALL =
      List.of(
          known("Expo", "", "expo", "@expo/metro-runtime"),
          known(
                  "TanStack Start",
                  "",
                  "@tanstack/react-start",
                  "@tanstack/solid-start",
                  "@tanstack/start",
                  "@lovable.dev/vite-tanstack-config")
              .withVitePlugin("\\btanstackStart\\s*\\(|@tanstack/[a-z]+-start"),
          known("Next.js", "next\\.config\\.[cm]?[jt]s", "next"),
          known(
                  "Remix",
                  "remix\\.config\\.[cm]?[jt]s",
                  "@remix-run/react",
                  "@remix-run/node",
                  "@remix-run/dev")
              .withVitePlugin("@remix-run/dev"),
          known("React Router server", "react-router\\.config\\.[cm]?[jt]s", "@react-router/dev"),
          known("Astro", "astro\\.config\\.[cm]?[jt]s", "astro"),
          known("SvelteKit", "", "@sveltejs/kit"),
          known("Nuxt", "nuxt\\.config\\.[cm]?[jt]s", "nuxt"),
          known("SolidStart", "", "@solidjs/start"),
          known("Qwik City", "", "@builder.io/qwik-city"),
          known("Gatsby", "gatsby-config\\.[cm]?[jt]s", "gatsby"),
          known("Angular", "angular\\.json", "@angular/core"),
          known("Vue CLI", "vue\\.config\\.[cm]?[jt]s", "@vue/cli-service"),
          known("Create React App", "craco\\.config\\.[cm]?[jt]s", "react-scripts", "@craco/craco"),
          known(
              "server-rendered Vite",
              "(?:src/)?entry-server\\.[jt]sx?",
              "vike",
              "vite-plugin-ssr"));

  private static Known known(String name, String file, String... dependencies) {
    return new Known(
        name,
        List.of(dependencies),
        file.isEmpty() ? Optional.empty() : Optional.of(Pattern.compile(file)),
        Optional.empty());
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
    for (String dependency : known.dependencies()) {
      if (project.dependsOn(dependency)) {
        return Optional.of(project.manifestPath() + " depends on " + dependency);
      }
    }
    Optional<String> file = known.file().flatMap(project.files()::first);
    if (file.isPresent()) {
      return Optional.of("there is " + project.files().shown(file.get()));
    }
    return known
        .viteConfig()
        .filter(project.vite()::mentions)
        .map(_ -> project.vite().path().orElse("the Vite config") + " loads its plugin");
  }
}
