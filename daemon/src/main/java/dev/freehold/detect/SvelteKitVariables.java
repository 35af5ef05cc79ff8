package dev.freehold.detect;

import dev.freehold.detect.Detection.Conclusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the code of an app in SvelteKit reads of its environment (svelte.dev/docs/kit, $env): static
 * names are fixed by the build, dynamic ones are read when the server runs; the public ones begin
 * with {@code PUBLIC_}, and the private ones do not.
 */
public final class SvelteKitVariables {
  private static final String PREFIX = "PUBLIC_";

  private static final Pattern IMPORT =
      Pattern.compile(
          "\\bimport\\s*(?:\\{([^{}]{0,4000}+)\\}|\\*\\s*as\\s+([\\w$]++))\\s*from\\s*"
              + "[\"']\\$env/(static|dynamic)/(private|public)[\"']");

  private SvelteKitVariables() {}

  /** The module that it is imported from. */
  enum Module {
    STATIC_PRIVATE,
    STATIC_PUBLIC,
    DYNAMIC_PRIVATE,
    DYNAMIC_PUBLIC;

    private static Module of(boolean isStatic, boolean isPublic) {
      return isStatic
          ? isPublic ? STATIC_PUBLIC : STATIC_PRIVATE
          : isPublic ? DYNAMIC_PUBLIC : DYNAMIC_PRIVATE;
    }

    private String text() {
      return switch (this) {
        case STATIC_PRIVATE -> "$env/static/private";
        case STATIC_PUBLIC -> "$env/static/public";
        case DYNAMIC_PRIVATE -> "$env/dynamic/private";
        case DYNAMIC_PUBLIC -> "$env/dynamic/public";
      };
    }

    private boolean has(String name) {
      return switch (this) {
        case STATIC_PUBLIC, DYNAMIC_PUBLIC -> name.startsWith(PREFIX);
        case STATIC_PRIVATE, DYNAMIC_PRIVATE -> !name.startsWith(PREFIX);
      };
    }
  }

  /**
   * @param path below the app's root
   * @param required false when every use has a fallback
   */
  record Use(Module module, String name, String path, int line, boolean required) {
    /** Whether the app's server reads it when it runs: builds never get secrets. */
    boolean isOfTheServer() {
      return module != Module.STATIC_PUBLIC;
    }
  }

  static List<Use> in(AppFiles files) {
    var uses = new ArrayList<Use>();
    for (String path : files.paths()) {
      String text = Variables.isBundled(path) ? files.text(path).orElse("") : "";
      if (text.contains("$env/")) {
        uses.addAll(in(path, text));
      }
    }
    return List.copyOf(uses);
  }

  /** Names that a file takes from {@code $env/static/private}. */
  public static List<String> secrets(String source) {
    return in("", source).stream()
        .filter(use -> use.module() == Module.STATIC_PRIVATE)
        .map(Use::name)
        .toList();
  }

  private static List<Use> in(String path, String source) {
    var uses = new ArrayList<Use>();
    String code = SourceMask.code(source);
    Matcher imported = IMPORT.matcher(source);
    while (imported.find()) {
      if (code.charAt(imported.start()) == source.charAt(imported.start())) {
        boolean isStatic = imported.group(3).equals("static");
        var module = Module.of(isStatic, imported.group(4).equals("public"));
        int line =
            1 + (int) code.substring(0, imported.start()).chars().filter(c -> c == '\n').count();
        reads(imported, isStatic, source, line)
            .filter(read -> module.has(read.name()))
            .map(read -> new Use(module, read.name(), path, read.line(), !read.fallback()))
            .forEach(uses::add);
      }
    }
    return uses;
  }

  private static Stream<VariableReads.Read> reads(
      Matcher imported, boolean isStatic, String source, int line) {
    if (imported.group(2) != null) {
      return isStatic
          ? VariableReads.of(source, imported.group(2)).stream()
          : VariableReads.of(source, imported.group(2) + ".env").stream();
    }
    return Stream.of(imported.group(1).split(","))
        .map(part -> part.strip().split("\\s+as\\s+"))
        .filter(part -> part[0].matches("[A-Za-z_]\\w*"))
        .flatMap(
            part ->
                isStatic
                    ? Stream.of(new VariableReads.Read(part[0], line, false))
                    : Optional.of(part[part.length - 1])
                        .filter(_ -> part[0].equals("env"))
                        .map(local -> VariableReads.of(source, local))
                        .stream()
                        .flatMap(List::stream));
  }

  /** When each of them is needed, and who can read it. */
  static List<Conclusion> conclusions(AppFiles files, boolean hasServer) {
    List<Use> all = in(files);
    return Stream.of(Module.values())
        .map(module -> all.stream().filter(use -> use.module() == module).toList())
        .filter(uses -> !uses.isEmpty())
        .map(
            uses ->
                new Conclusion(
                    "variables",
                    uses.stream()
                            .map(Use::name)
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(", "))
                        + ": "
                        + meaning(uses.getFirst().module(), hasServer),
                    files.shown(uses.getFirst().path())
                        + " line "
                        + uses.getFirst().line()
                        + " reads "
                        + uses.getFirst().module().text()))
        .toList();
  }

  private static String meaning(Module module, boolean hasServer) {
    return switch (module) {
      case STATIC_PUBLIC -> "fixed by the build; everybody can read it";
      case DYNAMIC_PUBLIC ->
          (hasServer ? "read when the server runs" : "fixed by the build")
              + "; everybody can read it";
      case STATIC_PRIVATE, DYNAMIC_PRIVATE ->
          hasServer
              ? "the server's own, read when it runs"
              : "without a value, because builds get no secrets and the site has no server";
    };
  }
}
