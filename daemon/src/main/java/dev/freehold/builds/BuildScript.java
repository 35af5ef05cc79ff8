package dev.freehold.builds;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.MachineError;
import dev.freehold.base.UserError;
import dev.freehold.process.Command;
import dev.freehold.process.Confinement;
import dev.freehold.process.Limits;
import dev.freehold.process.OutputListener.Stream;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Runs the text of a build script, confined and without the network. */
final class BuildScript {
  /** What the shell reports for a process that signal 9 ended. */
  private static final int KILLED = 137;

  /** What Node and what Next.js say when a name can't be looked up. */
  private static final Pattern WANTS_NETWORK =
      Pattern.compile("\\b(?:EAI_AGAIN|ENOTFOUND|ENETUNREACH)\\b|from Google Fonts");

  /** Of which host. */
  private static final Pattern UNKNOWN_HOST =
      Pattern.compile("\\b(?:EAI_AGAIN|ENOTFOUND)\\s+([A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)");

  /** What tools say when a proxy lets them not through. */
  private static final Pattern NOT_LET_THROUGH =
      Pattern.compile(
          "(?i)\\b403\\b|\\bforbidden\\b|fail(?:ed|ure) to fetch|fetch"
              + " failed|\\bproxy\\b|\\btunnel");

  private final String text;
  private final Duration timeout;
  private final boolean mayHavePlaceholders;
  private final boolean hasNetwork;
  private final List<String> secrets;
  private final Optional<WayOut> wayOut;

  /**
   * @param mayHavePlaceholders whether stand-ins for secrets are offered for this app
   * @param hasNetwork whether the owner agreed to the network for this app's builds
   * @param secrets that it is given, and that are not to be seen in what it prints
   * @param wayOut by which it reaches named hosts
   */
  BuildScript(
      String text,
      Duration timeout,
      boolean mayHavePlaceholders,
      boolean hasNetwork,
      Collection<String> secrets,
      Optional<WayOut> wayOut) {
    this.text = text;
    this.timeout = timeout;
    this.mayHavePlaceholders = mayHavePlaceholders;
    this.hasNetwork = hasNetwork;
    this.secrets = List.copyOf(secrets);
    this.wayOut = wayOut;
  }

  /**
   * @param before words before the command
   * @throws UserError {@code build.failed}, {@code build.needs-network}, {@code build.timed-out},
   *     {@code process.cancelled}
   * @throws MachineError {@code process.over-limit}
   */
  void run(
      Sandbox sandbox,
      Confinement confinement,
      Path folder,
      List<String> before,
      Map<String, String> environment,
      BuildListener listener) {
    List<String> output = Collections.synchronizedList(new ArrayList<>());
    List<String> errors = Collections.synchronizedList(new ArrayList<>());
    var words = new ArrayList<>(before);
    words.addAll(List.of("/bin/sh", "-c", text));
    var command =
        Command.of(folder, words.toArray(String[]::new))
            .withEnvironment(environment)
            .withTimeout(timeout)
            .withLimits(Limits.BUILD);
    ProcessResult result;
    try {
      result =
          sandbox.run(
              confinement,
              command,
              (stream, printed) -> {
                String line = withoutSecrets(printed);
                output.add(line);
                if (stream == Stream.ERR) {
                  errors.add(line);
                }
                listener.line(line);
              },
              listener::cancelled);
    } catch (FreeholdException e) {
      throw e.code().equals("process.timed-out") ? timedOut(FailingLines.of(output, errors), e) : e;
    }
    if (!result.succeeded()) {
      List<String> failing = FailingLines.of(output, errors);
      throw FigmaPicture.wanted(failing, folder)
          .map(picture -> lacking(picture, failing))
          .orElseGet(() -> failed(output, failing, result.exitCode(), listener));
    }
  }

  private String withoutSecrets(String line) {
    String hidden = line;
    for (String secret : secrets) {
      hidden = hidden.replace(secret, "***");
    }
    return hidden;
  }

  private UserError failed(
      List<String> output, List<String> failing, int exitCode, BuildListener listener) {
    SortedSet<String> hosts = hosts(List.copyOf(output));
    if (!hosts.isEmpty()) {
      listener.hostsNeeded(hosts);
      return new UserError(
          "build.needs-network",
          lead(failing)
              + "The build script ("
              + text
              + ") wants something from "
              + String.join(", ", hosts)
              + ". Builds reach only hosts that you agreed to.",
          "Agree to what it needs for this app: freehold deploy --allow-host "
              + String.join(",", hosts)
              + ". Or put what it fetches into the project.");
    }
    if (List.copyOf(output).stream().anyMatch(line -> WANTS_NETWORK.matcher(line).find())) {
      return hasNetwork || wayOut.stream().anyMatch(way -> !way.reached().isEmpty())
          ? unreachable(failing)
          : new UserError(
              "build.needs-network",
              lead(failing)
                  + "The build script ("
                  + text
                  + ") wants something from the network, which builds don't have.",
              "Put what it fetches (often fonts) into the project, or agree to the network for this"
                  + " app's builds: freehold app set with=build-network");
    }
    return new UserError(
        "build.failed",
        lead(failing)
            + "The build script ("
            + text
            + ") ended with exit code "
            + exitCode
            + (exitCode == KILLED ? ": it was killed, perhaps for want of memory." : "."),
        "Mend what the first lines name, in the builder or in the code, and deploy again."
            + (mayHavePlaceholders
                ? " If it ends for want of a secret, which builds never get, let it have stand-ins:"
                    + " freehold app set with=placeholders"
                : ""));
  }

  /** Empty as well when it failed for another reason. */
  private SortedSet<String> hosts(List<String> output) {
    var hosts = new TreeSet<String>();
    if (wayOut.isPresent()) {
      if (output.stream().anyMatch(line -> NOT_LET_THROUGH.matcher(line).find())) {
        hosts.addAll(wayOut.get().refused());
      }
      for (String line : output) {
        UNKNOWN_HOST.matcher(line).results().map(found -> found.group(1)).forEach(hosts::add);
      }
      hosts.removeAll(wayOut.get().allowed());
    }
    return hosts;
  }

  private static UserError lacking(FigmaPicture picture, List<String> failing) {
    return new UserError(
        "build.failed",
        picture.place()
            + " wants a picture of Figma that is not in the export ("
            + picture.name()
            + ").\n"
            + lead(failing).strip(),
        "Export again from Figma Make, with its pictures. Or put the picture into src/assets and"
            + " import it from there; or take the import out. Then deploy again.");
  }

  private UserError unreachable(List<String> failing) {
    return new UserError(
        "build.failed",
        lead(failing)
            + "The build script ("
            + text
            + ") wants something from the network, which this app's builds reach, and did not get"
            + " it.",
        "See whether this machine reaches the address that the first lines name, and deploy again;"
            + " or put what it fetches (often fonts) into the project.");
  }

  private UserError timedOut(List<String> failing, FreeholdException cause) {
    return new UserError(
        "build.timed-out",
        lead(failing)
            + "The build script ("
            + text
            + ") did not end within "
            + timeout.toSeconds()
            + " seconds and was stopped.",
        "Look for what it waits for: a question, a server that keeps running, or the network, which"
            + " builds don't have.",
        cause);
  }

  private static String lead(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
