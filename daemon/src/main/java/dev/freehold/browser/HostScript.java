package dev.freehold.browser;

import dev.freehold.file.Launch;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program that the browser starts: a few lines that lead to the launcher. */
final class HostScript {
  private static final Pattern EXEC = Pattern.compile("(?m)^exec '(.*)' native-host \"\\$@\"$");

  private HostScript() {}

  static String of(Launch launch) {
    var text = new StringBuilder();
    text.append("#!/bin/sh\n");
    text.append(
        "# Written by 'freehold browser install'; 'freehold browser uninstall' removes it.\n");
    text.append("# A browser runs it when Freehold's extension asks for its native host.\n");
    for (Map.Entry<String, String> variable : launch.variables().entrySet()) {
      text.append(variable.getKey()).append('=').append(quoted(variable.getValue())).append('\n');
      text.append("export ").append(variable.getKey()).append('\n');
    }
    text.append(
        "# Browsers that a desktop starts have a short PATH, often without Node and git.\n");
    text.append("PATH=\"${PATH:-/usr/bin:/bin}\":").append(quoted(launch.path())).append('\n');
    text.append("export PATH\n");
    text.append("exec ")
        .append(quoted(launch.launcher().toString()))
        .append(" native-host \"$@\"\n");
    return text.toString();
  }

  /** The launcher that a script of ours leads to; empty when somebody made another one of it. */
  static Optional<Path> launcher(String script) {
    Matcher exec = EXEC.matcher(script);
    return exec.find()
        ? Optional.of(Path.of(exec.group(1).replace("'\\''", "'")))
        : Optional.empty();
  }

  /** Between single quotes only the single quote itself means something to a shell. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
