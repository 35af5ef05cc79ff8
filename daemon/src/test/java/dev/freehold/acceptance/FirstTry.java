package dev.freehold.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Counts how exports end that a test deploys: {@code daemon/bin/verify} prints the sum. The tests
 * say which end is the right one; a test that fails makes all of its exports wrong ones.
 */
final class FirstTry implements BeforeEachCallback, AfterEachCallback {
  /** How an export ended. */
  enum End {
    /** The first deployment went live, and nothing was asked before. */
    LIVE_AT_ONCE,
    /** It went live after an answer: a value, an offer, a consent besides the build. */
    ASKED,
    /** It did not go live as it was, and that was right. */
    REFUSED,
    WRONG
  }

  private static final Set<String> ANSWERS = Set.of("var set", "app set", "check allow");

  /** A command as it was given, and how it ended. */
  record Said(List<String> arguments, int exit) {
    /** Apps are called as their folders are. */
    private boolean answersFor(String folder) {
      int app = arguments.indexOf("--app") + 1;
      return arguments.size() > 1
          && ANSWERS.contains(arguments.getFirst() + " " + arguments.get(1))
          && (app == 0 || folder.endsWith("/" + arguments.get(app)));
    }

    private boolean isDeployment() {
      return arguments.size() > 1 && arguments.getFirst().equals("deploy");
    }
  }

  private static final List<Said> HEARD = new ArrayList<>();

  /** Called for every command, whichever test gives it. */
  static synchronized void heard(List<String> arguments, int exit) {
    HEARD.add(new Said(List.copyOf(arguments), exit));
  }

  private static synchronized List<Said> take() {
    List<Said> all = List.copyOf(HEARD);
    HEARD.clear();
    return all;
  }

  /** How each export ended, by its folder. */
  static Map<String, End> ends(List<Said> commands, boolean failed) {
    var ends = new LinkedHashMap<String, End>();
    for (int at = 0; at < commands.size(); at++) {
      Said command = commands.get(at);
      if (command.isDeployment()) {
        String folder = command.arguments().get(1);
        boolean asked =
            commands.subList(0, at).stream().anyMatch(earlier -> earlier.answersFor(folder))
                || command.arguments().stream().anyMatch(FirstTry::isConsent);
        if (command.exit() != 0) {
          ends.putIfAbsent(folder, End.REFUSED);
        } else if (asked) {
          ends.merge(folder, End.ASKED, (before, now) -> before == End.REFUSED ? now : before);
        } else {
          ends.putIfAbsent(folder, End.LIVE_AT_ONCE);
        }
      }
    }
    if (failed) {
      ends.replaceAll((_, _) -> End.WRONG);
    }
    return ends;
  }

  /** {@code --yes} is the consent to build, which every app needs once. */
  private static boolean isConsent(String argument) {
    return argument.startsWith("--allow-");
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    take();
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    var lines = new StringBuilder();
    String test = context.getRequiredTestClass().getSimpleName();
    ends(take(), context.getExecutionException().isPresent())
        .forEach(
            (folder, end) ->
                lines
                    .append(end.name().toLowerCase(Locale.ROOT))
                    .append('\t')
                    .append(test)
                    .append('\t')
                    .append(Path.of(folder).getFileName())
                    .append('\n'));
    // one write: another process of the suite may append as well
    Files.writeString(
        Launcher.sources().resolve("daemon/target/first-try.txt"),
        lines,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
