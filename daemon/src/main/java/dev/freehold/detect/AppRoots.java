package dev.freehold.detect;

import dev.freehold.app.Overrides;
import dev.freehold.base.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds the folder that holds the app. */
final class AppRoots {
  /** Not the app's: tools' own folders, functions that run elsewhere, deeper than any monorepo. */
  private static final Pattern PASSED_OVER =
      Pattern.compile("(?:.*/)?(?:\\.[^/]*|supabase|base44|node_modules)(?:/.*)?|(?:[^/]+/){4,}.*");

  /** What tells of an app wherever its page is; with Vite alone there is an index.html. */
  private static final List<String> FRAMEWORKS =
      List.of(
          "expo",
          "next",
          "@remix-run/react",
          "astro",
          "react-scripts",
          "@craco/craco",
          "@tanstack/react-start",
          "@tanstack/solid-start",
          "@tanstack/start",
          "@lovable.dev/vite-tanstack-config",
          "@react-router/dev",
          "@sveltejs/kit",
          "nuxt",
          "@solidjs/start",
          "@builder.io/qwik-city",
          "@qwik.dev/router",
          "@angular/core",
          "gatsby",
          "@vue/cli-service",
          "vike",
          "vite-plugin-ssr");

  private AppRoots() {}

  /**
   * @param others folders with an app that is not deployed
   */
  record Choice(String root, List<String> others) {}

  /**
   * @throws UserError {@code detect.ambiguous-root} when several folders could be the app, {@code
   *     detect.no-such-root} when the owner named one that is not there, {@code
   *     detect.unsupported-workspace}
   */
  static Choice choose(AppFiles export, Overrides overrides) {
    Optional<String> said = overrides.root();
    if (said.isPresent()) {
      if (!said.get().isEmpty() && !export.hasFolder(said.get())) {
        throw new UserError(
            "detect.no-such-root",
            "You set the app's root to " + said.get() + ", and there is no such folder.",
            "Name another one with freehold app set root=FOLDER, or let Freehold look for it:"
                + " freehold app unset root");
      }
      return new Choice(said.get(), List.of());
    }
    Optional<String> artifact = ReplitArtifacts.in(export).chosen();
    if (artifact.isPresent()) {
      return new Choice(artifact.get(), List.of());
    }
    TreeMap<String, PackageJson> manifests = manifests(export);
    List<String> pages = folders(manifests, (folder, manifest) -> isPage(export, folder, manifest));
    if (pages.contains("")) {
      pages.remove("");
      return new Choice("", pages);
    }
    if (export.has("index.html") && !pages.isEmpty()) {
      pages.addFirst(".");
      throw ambiguous(pages);
    }
    if (pages.size() > 1) {
      throw ambiguous(pages);
    }
    if (pages.size() == 1) {
      return new Choice(pages.getFirst(), List.of());
    }
    List<String> servers = folders(manifests, (_, manifest) -> Backends.isNamedBy(manifest));
    if (servers.isEmpty() && manifests.isEmpty()) {
      return new Choice(PythonAlone.root(export), List.of());
    }
    return new Choice(server(export, manifests, servers), List.of());
  }

  /** Of packages that name a server's framework the one that says how it is started. */
  private static String server(
      AppFiles export, TreeMap<String, PackageJson> manifests, List<String> servers) {
    List<String> started =
        folders(
            manifests,
            (folder, manifest) -> Backends.isNamedBy(manifest) && starts(export, folder, manifest));
    if (started.contains("") || servers.isEmpty()) {
      return "";
    }
    Optional<String> byTop =
        TopStart.of(export)
            .filter(top -> servers.contains(top.folder()))
            .filter(
                top ->
                    Optional.ofNullable(manifests.get(top.folder()))
                        .flatMap(manifest -> top.runs(export.below(top.folder()), manifest))
                        .isPresent())
            .map(TopStart::folder);
    if (byTop.isPresent()) {
      return byTop.get();
    }
    if (started.size() > 1) {
      throw ambiguous(started);
    }
    return started.stream()
        .findFirst()
        .orElseGet(() -> servers.contains("") ? "" : servers.getFirst());
  }

  private static boolean starts(AppFiles export, String folder, PackageJson manifest) {
    AppFiles files = folder.isEmpty() ? export : export.below(folder);
    return StartScript.of(files, manifest) instanceof StartScript.Runs;
  }

  static UserError ambiguous(List<String> folders) {
    return new UserError(
        "detect.ambiguous-root",
        "More than one folder could be the app: " + String.join(", ", folders) + ".",
        "Say which one, for example: freehold app set root=" + folders.getLast());
  }

  /** Folders, sorted, that hold a file of this name. */
  static List<String> foldersOf(AppFiles files, String name) {
    return files.paths().stream()
        .filter(path -> path.equals(name) || path.endsWith("/" + name))
        .map(path -> path.equals(name) ? "" : path.substring(0, path.length() - name.length() - 1))
        .filter(folder -> !PASSED_OVER.matcher(folder).matches())
        .toList();
  }

  /** Those that are below no other one. */
  static List<String> topmost(List<String> folders) {
    return folders.stream()
        .filter(
            folder ->
                folders.stream()
                    .noneMatch(
                        other ->
                            other.isEmpty() ? !folder.isEmpty() : folder.startsWith(other + "/")))
        .toList();
  }

  private static TreeMap<String, PackageJson> manifests(AppFiles export) {
    var manifests = new TreeMap<String, PackageJson>();
    for (String folder : foldersOf(export, "package.json")) {
      String path = folder.isEmpty() ? "package.json" : folder + "/package.json";
      try {
        export.text(path).ifPresent(text -> manifests.put(folder, PackageJson.parse(text, path)));
      } catch (UserError e) {
        // a broken template somewhere below does not matter to an app at the top
        if (folder.isEmpty() || !manifests.containsKey("")) {
          throw e;
        }
      }
    }
    return manifests;
  }

  private interface Test {
    boolean accepts(String folder, PackageJson manifest);
  }

  /** A copy of an app inside itself has the same name as the app around it. */
  private static List<String> folders(TreeMap<String, PackageJson> manifests, Test test) {
    var found = new ArrayList<String>();
    manifests.forEach(
        (folder, manifest) -> {
          if (test.accepts(folder, manifest) && !isCopy(folder, manifest, found, manifests)) {
            found.add(folder);
          }
        });
    return found;
  }

  private static boolean isCopy(
      String folder,
      PackageJson manifest,
      List<String> found,
      TreeMap<String, PackageJson> manifests) {
    Predicate<String> around = other -> other.isEmpty() || folder.startsWith(other + "/");
    return found.stream()
        .filter(around)
        .map(other -> Optional.ofNullable(manifests.get(other)).map(PackageJson::name).orElse(""))
        .anyMatch(manifest.name()::equals);
  }

  private static boolean isPage(AppFiles export, String folder, PackageJson manifest) {
    return manifest.dependsOn("vite")
            && export.has(folder.isEmpty() ? "index.html" : folder + "/index.html")
        || FRAMEWORKS.stream().anyMatch(manifest::dependsOn);
  }
}
