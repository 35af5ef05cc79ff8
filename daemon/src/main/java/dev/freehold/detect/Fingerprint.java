package dev.freehold.detect;

import dev.freehold.detect.Detection.Conclusion;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A trace that a builder leaves in its exports. Traces survive a move from one builder to another,
 * so they tell where the app comes from and nothing about what it needs.
 *
 * @param builder as {@link Detection#builder} has it
 * @param proof what was found, or empty
 */
record Fingerprint(String builder, Function<Project, Optional<String>> proof) {
  private static final List<Fingerprint> ALL =
      List.of(
          folder("base44", "base44/entities"),
          file("base44", "base44/config\\.jsonc|base44/\\.app\\.jsonc"),
          dependency("base44", "@base44/sdk"),
          dependency("base44", "@base44/vite-plugin"),
          folder("emergent", ".emergent"),
          dependency("emergent", "@emergentbase/visual-edits"),
          text("emergent", "index.html", "assets.emergent.sh"),
          text("emergent", "public/index.html", "assets.emergent.sh"),
          folder("lovable", ".lovable"),
          dependency("lovable", "lovable-tagger"),
          dependency("lovable", "@lovable.dev/vite-tanstack-config"),
          dependency("lovable", "@lovable.dev/cloud-auth-js"),
          file("lovable", "gpt-engineer\\.toml"),
          text("lovable", "index.html", "cdn.gpteng.co"),
          text("lovable", "public/index.html", "cdn.gpteng.co"),
          text("lovable", "README.md", "lovable.dev/projects/"),
          folder("bolt", ".bolt"),
          text("bolt", "README.md", "bolt.new/~/"));

  /** The builder's conclusion: value is what {@link Detection#builder} has. */
  static Conclusion of(Project project) {
    for (Fingerprint fingerprint : ALL) {
      Optional<String> proof = fingerprint.proof().apply(project);
      if (proof.isPresent()) {
        return new Conclusion("builder", fingerprint.builder(), proof.get());
      }
    }
    return new Conclusion("builder", "unknown", "no builder's traces are in the files");
  }

  private static Fingerprint folder(String builder, String folder) {
    return new Fingerprint(
        builder,
        project ->
            project.export().hasFolder(folder) || project.files().hasFolder(folder)
                ? Optional.of("there is a folder " + folder)
                : Optional.empty());
  }

  private static Fingerprint file(String builder, String pattern) {
    Pattern path = Pattern.compile(pattern);
    return new Fingerprint(
        builder,
        project ->
            project
                .files()
                .first(path)
                .or(() -> project.export().first(path))
                .map(found -> "there is " + found));
  }

  private static Fingerprint dependency(String builder, String name) {
    return new Fingerprint(
        builder,
        project ->
            project.dependsOn(name)
                ? Optional.of(project.manifestPath() + " depends on " + name)
                : Optional.empty());
  }

  private static Fingerprint text(String builder, String path, String part) {
    return new Fingerprint(
        builder,
        project ->
            project
                .files()
                .text(path)
                .filter(text -> text.contains(part))
                .map(_ -> project.files().shown(path) + " names " + part));
  }
}
