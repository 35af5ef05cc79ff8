package dev.freehold.detect;

import dev.freehold.detect.Detection.Framework;
import dev.freehold.file.TreePath;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which source files the page has, followed by their imports from where it begins. Rather one too
 * many than one too few: where the imports can't be followed, every file counts.
 *
 * @param all whether every file counts
 */
record Reached(boolean all, Set<String> paths) {
  private static final Reached ALL = new Reached(true, Set.of());

  private static final Pattern PAGE = Pattern.compile("(?!(?:dist|build|public)/).*\\.html");
  private static final Pattern OF_REACT_SCRIPTS = Pattern.compile("src/index\\.[cm]?[jt]sx?");
  private static final Pattern OF_NEXT =
      Pattern.compile(
          "(?:src/)?(?:(?:app|pages)/.*|(?:mdx-components|middleware|proxy|instrumentation(?:-client)?))"
              + "\\.(?:[cm]?[jt]sx?|mdx)");
  private static final Pattern SCRIPT =
      Pattern.compile("<script\\b[^>]*?\\bsrc\\s*=\\s*[\"']?(?!https?:|//)([^\"'\\s>]+)");

  private static final Pattern IMPORT =
      Pattern.compile(
          "(?:\\bfrom|\\bimport|\\bimport\\s*\\(|\\brequire\\s*\\(|\\bnew\\s+URL\\s*\\()"
              + "\\s*([\"'`])([^\"'`\\r\\n$]+)\\1");
  private static final Pattern NOT_FOLLOWED =
      Pattern.compile(
          "\\bimport\\s*\\.\\s*meta\\s*\\.\\s*glob|\\brequire\\s*\\.\\s*context\\b"
              + "|\\bimport\\s*\\((?!\\s*(?:[\"'][^\"']*[\"']|`[^`$]*`)\\s*[,)])"
              + "|\\brequire\\s*\\((?!\\s*(?:[\"'][^\"']*[\"']|`[^`$]*`)\\s*\\))");

  private static final Pattern CODE = Pattern.compile(".*\\.(?:[cm]?[jt]sx?|vue|svelte|mdx?)");
  private static final List<String> ENDINGS =
      List.of(
          "", ".ts", ".tsx", ".js", ".jsx", ".mjs", ".mts", ".cjs", ".cts", ".vue", ".svelte",
          ".json", ".mdx");

  /** These add no files of the app to the page. */
  private static final Pattern KNOWN_PLUGIN =
      Pattern.compile(
          "vite|vitest/config|(?:node:)?(?:path|url|fs|process|module)|@vitejs/plugin-[\\w-]+"
              + "|lovable-tagger|vite-tsconfig-paths|@tailwindcss/vite|tailwindcss|autoprefixer"
              + "|vite-plugin-svgr|rollup-plugin-visualizer|vite-plugin-pwa");

  private static final Pattern LOCAL_PACKAGE = Pattern.compile("(?:workspace|file|link|portal):.*");

  static Reached of(Project project, Framework framework) {
    PackageJson manifest = project.manifest().orElse(null);
    if (manifest == null
        || manifest.isWorkspaceRoot()
        || manifest.allDependencies().values().stream()
            .anyMatch(version -> LOCAL_PACKAGE.matcher(version).matches())) {
      return ALL;
    }
    Set<String> entries = entries(project, framework);
    return entries.stream().anyMatch(path -> CODE.matcher(path).matches())
        ? new Reached(false, new TreeSet<>()).follow(project.files(), manifest, entries)
        : ALL;
  }

  /** The files that an app's own server in Node has. */
  static Reached ofServer(Project project, Framework framework) {
    return framework == Framework.NODE_SERVER
        ? project.manifest().flatMap(manifest -> ofStartScript(project, manifest)).orElse(ALL)
        : of(project, framework);
  }

  /** Empty when the build makes the program. */
  private static Optional<Reached> ofStartScript(Project project, PackageJson manifest) {
    return StartScript.of(project.files(), manifest) instanceof StartScript.Runs start
            && project.files().has(start.program())
        ? Optional.of(
            new Reached(false, new TreeSet<>())
                .follow(project.files(), manifest, Set.of(start.program())))
        : Optional.empty();
  }

  boolean has(String path) {
    return all || path.endsWith(".html") || paths.contains(path);
  }

  private static Set<String> entries(Project project, Framework framework) {
    return switch (framework) {
      case VITE_SPA -> ofVite(project);
      case CREATE_REACT_APP -> matching(project.files(), OF_REACT_SCRIPTS);
      case NEXT -> matching(project.files(), OF_NEXT);
      case PLAIN_HTML,
          ASTRO,
          EXPO,
          TANSTACK_START,
          REMIX,
          REACT_ROUTER,
          SVELTEKIT,
          NUXT,
          SOLID_START,
          ANGULAR,
          QWIK,
          VITE_SERVER,
          SITE_GENERATOR,
          NODE_SERVER,
          PYTHON_SERVER,
          DENO_SERVER,
          OTHER ->
          Set.of();
    };
  }

  private static Set<String> matching(AppFiles files, Pattern entry) {
    var entries = new TreeSet<>(files.paths());
    entries.removeIf(path -> !entry.matcher(path).matches());
    return entries;
  }

  private static Set<String> ofVite(Project project) {
    Matcher plugin = IMPORT.matcher(project.vite().text());
    while (plugin.find()) {
      if (!KNOWN_PLUGIN.matcher(plugin.group(2)).matches()) {
        return Set.of();
      }
    }
    AppFiles files = project.files();
    var entries = new TreeSet<String>();
    for (String page : matching(files, PAGE)) {
      entries.add(page);
      Matcher script = SCRIPT.matcher(files.text(page).orElse(""));
      while (script.find()) {
        local(files, page, script.group(1)).ifPresent(entries::add);
      }
    }
    return entries;
  }

  private Reached follow(AppFiles files, PackageJson manifest, Set<String> entries) {
    var open = new ArrayDeque<>(entries);
    var known = new HashMap<String, Set<String>>();
    paths.addAll(entries);
    while (!open.isEmpty()) {
      String path = open.pop();
      String text = SourceMask.withoutComments(files.text(path).orElse(""));
      if (NOT_FOLLOWED.matcher(text).find()) {
        return ALL;
      }
      Matcher imported = IMPORT.matcher(text);
      while (imported.find()) {
        String name = imported.group(2).split("[?#]", 2)[0];
        Set<String> found =
            name.startsWith(".") || name.startsWith("/")
                ? local(files, path, name).map(Set::of).orElse(Set.of())
                : known.computeIfAbsent(
                    name, _ -> isPackage(name, manifest) ? Set.of() : aliased(files, name));
        if (found.isEmpty() && !isElsewhere(name, manifest)) {
          return ALL;
        }
        found.stream()
            .filter(next -> CODE.matcher(next).matches())
            .filter(paths::add)
            .forEach(open::push);
      }
    }
    return this;
  }

  /** A package, a part of Node, or a file that is not code. */
  private static boolean isElsewhere(String name, PackageJson manifest) {
    return name.startsWith(".")
        || name.startsWith("/")
        || name.contains(":")
        || isPackage(name, manifest)
        || name.matches(".*\\.(?:css|scss|sass|less|svg|png|jpe?g|webp|gif|woff2?|ttf|mp[34])")
        || name.matches("path|fs|url|crypto|util|stream|buffer|process|events|os|http|https");
  }

  private static boolean isPackage(String name, PackageJson manifest) {
    String[] parts = name.split("/", -1);
    String whole = name.startsWith("@") && parts.length > 1 ? parts[0] + "/" + parts[1] : parts[0];
    return manifest.dependsOn(whole) || manifest.dependsOn("@types/" + whole);
  }

  private static Optional<String> local(AppFiles files, String from, String name) {
    String folder = from.contains("/") ? from.substring(0, from.lastIndexOf('/') + 1) : "";
    return TreePath.normal(name.startsWith("/") ? name.substring(1) : folder + name)
        .flatMap(target -> candidates(target).filter(files::has).findFirst());
  }

  /** Whatever an alias stands for, the file's path ends with what follows it. */
  private static Set<String> aliased(AppFiles files, String name) {
    var found = new TreeSet<String>();
    String rest = name.contains("/") ? name.substring(name.indexOf('/') + 1) : "";
    for (String end : name.startsWith("@") ? List.of(rest) : List.of(name, rest)) {
      if (end.isEmpty()) {
        continue;
      }
      Set<String> ends = new TreeSet<>(candidates(end).map(path -> "/" + path).toList());
      files.paths().stream()
          .filter(path -> ends.stream().anyMatch(("/" + path)::endsWith))
          .forEach(found::add);
    }
    return found;
  }

  private static Stream<String> candidates(String target) {
    String bare = target.replaceFirst("\\.[cm]?js(x?)$", "");
    return Stream.concat(
        ENDINGS.stream().map(ending -> target + ending),
        Stream.concat(
            bare.equals(target)
                ? Stream.empty()
                : ENDINGS.stream().skip(1).map(ending -> bare + ending),
            ENDINGS.stream().skip(1).map(ending -> target + "/index" + ending)));
  }
}
