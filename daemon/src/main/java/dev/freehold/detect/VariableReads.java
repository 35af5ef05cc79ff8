package dev.freehold.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where one file reads public variables. */
final class VariableReads {
  static final String NAME = "([A-Za-z_$][\\w$]*+)";

  /** The object that variables are read from. */
  enum Access {
    /** Vite and Astro. */
    IMPORT_META("\\bimport\\s*\\.\\s*meta\\s*\\.\\s*env\\b", "import.meta.env"),
    /** Webpack's and Metro's way: Create React App, Next.js, Expo. */
    PROCESS("(?<![\\w$.])process\\s*\\.\\s*env\\b", "process.env"),
    /** Deno's own, which is asked by a call (docs.deno.com/api/deno/~/Deno.env). */
    DENO(EnvObject.asked("\\bDeno\\s*\\.\\s*env\\s*\\.\\s*get", "env"), "Deno.env");

    private final String text;
    private final EnvObject object;

    Access(String env, String text) {
      this(EnvObject.of(env, "env"), text);
    }

    Access(EnvObject object, String text) {
      this.text = text;
      this.object = object;
    }

    /** As people write it. */
    String text() {
      return text;
    }
  }

  /** SvelteKit's way, with names that the build must know (svelte.dev/docs/kit, $env). */
  private static final Pattern IMPORTED =
      Pattern.compile(
          "\\bimport\\s*\\{([^{}]{0,4000}+)\\}\\s*from\\s*[\"']\\$env/static/public[\"']");

  private static final Pattern IN_HTML = Pattern.compile("%([A-Za-z_]\\w*+)%");

  /** Vite's own (vite.dev/guide/env-and-mode). */
  private static final Set<String> BUILT_IN = Set.of("MODE", "DEV", "PROD", "BASE_URL", "SSR");

  /** {@code const url = } before a read: what the value is called from there on. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?<![\\w$.])" + NAME + "\\s*(?::[^=;\\n]{1,80}+)?=\\s*(?:<\\w+>\\s*)?\\(*\\s*$");

  private static final Pattern NOTHING_MORE =
      Pattern.compile(
          "[\\s!)]*(?:as\\s+[\\w<>|\\s]{1,60}?)?[\\s)]*(?:[;,\\n}].*)?", Pattern.DOTALL);

  private final EnvObject object;
  private final String source;
  private final String code;
  private final Guards guards;
  private final List<Found> found = new ArrayList<>();
  private final List<String> filledIn = new ArrayList<>();
  private int computedLine;

  /**
   * @param fallback whether the code goes on without a value at this place
   */
  record Read(String name, int line, boolean fallback) {}

  private record Found(String name, int at, boolean fallback) {}

  /** Code that people write reads fewer; what comes behind them is looked at by itself. */
  private static final int MOST = 300;

  VariableReads(String path, String source, Access access) {
    this(source, access.object);
    if (access == Access.IMPORT_META && source.contains("$env/")) {
      imported();
    }
    if (path.endsWith(".html")) {
      html();
    }
  }

  private VariableReads(String source, EnvObject object) {
    this.object = object;
    this.source = source;
    this.code = SourceMask.code(source);
    this.guards = new Guards(code);
    if (code.contains(object.word())) {
      members();
      elements();
      destructured();
      aliased();
    }
  }

  /**
   * Of an object that has the environment's variables.
   *
   * @param local its name in this file
   */
  static List<Read> of(String source, String local) {
    return new VariableReads(source, EnvObject.named(local)).reads();
  }

  /** A read that is only reached past a test of the same variable has what the test has. */
  List<Read> reads() {
    return found.stream()
        .map(read -> new Read(read.name(), line(read.at()), read.fallback() || isCovered(read)))
        .toList();
  }

  private boolean isCovered(Found read) {
    return found.stream()
        .limit(MOST)
        .filter(other -> other.fallback() && other.name().equals(read.name()))
        .anyMatch(test -> guards.covers(test.at(), read.at()));
  }

  /** Names between percent signs, which the bundler replaces while it builds. */
  List<String> filledIn() {
    return filledIn;
  }

  /** First line that reads a variable whose name is computed; 0 when none does. */
  int computedLine() {
    return computedLine;
  }

  private void members() {
    Matcher matcher = object.member().matcher(code);
    while (matcher.find()) {
      add(matcher.group(1), matcher.start(), matcher.end());
    }
  }

  /** Names in brackets are strings, so the original text is read where the code has a bracket. */
  private void elements() {
    Matcher matcher = object.element().matcher(source);
    while (matcher.find()) {
      if (code.charAt(matcher.start()) != source.charAt(matcher.start())) {
        continue;
      }
      if (matcher.group(2) != null) {
        add(matcher.group(2), matcher.start(), matcher.end());
      } else if (computedLine == 0) {
        computedLine = line(matcher.start());
      }
    }
  }

  private void destructured() {
    Matcher matcher = object.destructured().matcher(code);
    while (matcher.find()) {
      int start = matcher.start(1);
      for (String part : matcher.group(1).split(",", -1)) {
        String name = part.strip().split("[\\s:=]", 2)[0];
        if (name.matches(NAME)) {
          int at = start + part.indexOf(name);
          String own = part.contains(":") ? part.split(":", 2)[1] : part;
          String local = own.split("=", 2)[0].strip();
          int equals = part.indexOf('=');
          boolean hasDefault =
              equals >= 0
                  && !StandIns.isNoDefault(
                      name, source.substring(start + equals + 1, start + part.length()));
          record(
              name, at, hasDefault || local.matches(NAME) && guards.goesOn(local, matcher.end()));
        }
        start += part.length() + 1;
      }
    }
  }

  private void aliased() {
    Matcher alias = object.alias().matcher(code);
    while (alias.find()) {
      Matcher use =
          Pattern.compile("(?<![\\w$.])" + Pattern.quote(alias.group(1)) + "\\s*\\??\\.\\s*" + NAME)
              .matcher(code);
      while (use.find()) {
        add(use.group(1), use.start(), use.end());
      }
    }
  }

  private void imported() {
    Matcher names = IMPORTED.matcher(source);
    while (names.find()) {
      if (code.charAt(names.start()) != source.charAt(names.start())) {
        continue;
      }
      for (String part : names.group(1).split(",", -1)) {
        String name = part.strip().split("\\s", 2)[0];
        if (name.matches(NAME)) {
          record(name, names.start(), false);
        }
      }
    }
  }

  private void html() {
    String text = SourceMask.withoutComments(source);
    Matcher matcher = IN_HTML.matcher(text);
    while (matcher.find()) {
      record(matcher.group(1), matcher.start(), false);
      filledIn.add(matcher.group(1));
    }
  }

  private void add(String name, int start, int end) {
    int past = StandIns.past(source, name, end);
    record(name, start, guards.goesOn(start, past) || isNamedAndTested(start, past));
  }

  private boolean isNamedAndTested(int start, int end) {
    Matcher named = NAMED.matcher(code.substring(Math.max(0, start - 120), start));
    String after = code.substring(end, Math.min(code.length(), end + 120));
    return found.size() < MOST
        && named.find()
        && NOTHING_MORE.matcher(after).matches()
        && guards.goesOn(named.group(1), end);
  }

  private void record(String name, int at, boolean fallback) {
    if (!BUILT_IN.contains(name)) {
      found.add(new Found(name, at, fallback));
    }
  }

  private int line(int position) {
    return 1 + (int) source.substring(0, position).chars().filter(c -> c == '\n').count();
  }
}
