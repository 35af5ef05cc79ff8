package dev.freehold.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Programs as a person would run them, in a folder, with the machine's settings left out. */
record Shell(Path folder, Map<String, String> environment) {

  Shell in(Path other) {
    return new Shell(other, environment);
  }

  Shell with(String name, String value) {
    var more = new HashMap<>(environment);
    more.put(name, value);
    return new Shell(folder, more);
  }

  /** Standard output of a program that must succeed. */
  String run(String... command) throws IOException, InterruptedException {
    Process process = start(ProcessBuilder.Redirect.PIPE, command);
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException(List.of(command) + " ended with " + exit + ": " + output);
    }
    return output;
  }

  Process start(ProcessBuilder.Redirect output, String... command) throws IOException {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    return builder
        .redirectOutput(output)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .redirectInput(Path.of("/dev/null").toFile())
        .start();
  }
}
