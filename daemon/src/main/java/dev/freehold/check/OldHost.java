package dev.freehold.check;

import dev.freehold.base.MachineError;
import dev.freehold.check.Finding.Severity;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what still knows only the app's old address when the app has moved: answers that are meant
 * for one host's pages, and services that call the app where it was.
 */
public final class OldHost {
  private static final long LARGEST = 1 << 20;

  /** An address that is not this machine and not a variable. */
  private static final String ADDRESS =
      "(https?://(?!localhost|127\\.0\\.0\\.1)[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+(?::\\d+)?)";

  private enum Kind {
    CORS(
        "cors-origin",
        ".*\\.(?:[cm]?[jt]sx?|py)",
        "(?:Access-Control-Allow-Origin[\"']?\\s*[:,]\\s*[\"']"
            + "|\\ballow_origins\\s*=\\s*\\[\\s*[\"']"
            + "|\\bcors\\s*\\(\\s*\\{[^}]{0,200}?\\borigin\\s*:\\s*\\[?\\s*[\"'])"
            + ADDRESS) {
      @Override
      String message(String place, String address) {
        return place
            + " answers only pages of "
            + address
            + " (CORS); pages elsewhere are refused.";
      }

      @Override
      String remedy() {
        return "Add this app's new address there, or take it from a variable, and deploy that code"
            + " again where it runs.";
      }
    },
    WEBHOOK(
        "stripe-webhook",
        "(?!(?:.*/)?supabase/functions/).*\\.(?:[cm]?[jt]sx?|py)",
        "\\b[Ww]ebhooks?\\.(?:constructEvent(?:Async)?|construct_event)(\\()") {
      @Override
      String message(String place, String address) {
        return place + " takes Stripe's webhooks, which Stripe sends to the app's old address.";
      }

      @Override
      String remedy() {
        return "In the Stripe dashboard, under Developers, Webhooks, add an endpoint with this"
            + " app's new address and the same path, and set its new signing secret.";
      }
    },
    SCHEDULE(
        "schedule",
        ".*\\.sql",
        "(?is)\\bcron\\.schedule\\s*\\((?:(?!;).){0,2000}?\\burl\\s*(?::=|=>)\\s*'" + ADDRESS) {
      @Override
      String message(String place, String address) {
        return place + " has the database call " + address + " on a schedule.";
      }

      @Override
      String remedy() {
        return "If that is the app's old address, schedule the call again with the new one: in the"
            + " database, select cron.unschedule('NAME'), then cron.schedule(...).";
      }
    };

    private final String rule;
    private final Pattern files;
    private final Pattern pattern;

    Kind(String rule, String files, String pattern) {
      this.rule = rule;
      this.files = Pattern.compile("(?!(?:.*/)?(?:node_modules|dist)/)" + files);
      this.pattern = Pattern.compile(pattern);
    }

    abstract String message(String place, String address);

    abstract String remedy();
  }

  /**
   * @return {@code check.old-host}, one for each file and rule, sorted by file; of what answers one
   *     host's pages only, that host is the trace
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public List<Reading> check(FileTree tree) {
    var readings = new ArrayList<Reading>();
    for (FileTree.Entry entry : tree.entries()) {
      for (Kind kind : Kind.values()) {
        if (entry.size() <= LARGEST && kind.files.matcher(entry.path()).matches()) {
          look(tree, entry.path(), kind, readings);
        }
      }
    }
    return List.copyOf(readings);
  }

  private static void look(FileTree tree, String path, Kind kind, List<Reading> readings) {
    try (InputStream in = tree.open(path)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Matcher found = kind.pattern.matcher(text);
      // a database of Supabase stays where it is
      if (found.find() && !found.group(1).endsWith(".supabase.co")) {
        int line =
            1 + (int) text.substring(0, found.start()).chars().filter(c -> c == '\n').count();
        var note =
            new Finding(
                FindingId.plain("check.old-host", kind.rule, path),
                Severity.INFO,
                "check.old-host",
                kind.rule,
                path,
                line,
                kind.message(path + " line " + line, found.group(1)),
                kind.remedy());
        readings.add(new Reading(note, kind == Kind.CORS ? found.group(1) : ""));
      }
    } catch (IOException e) {
      throw MachineError.io("Looking for the old address in " + path, e);
    }
  }
}
