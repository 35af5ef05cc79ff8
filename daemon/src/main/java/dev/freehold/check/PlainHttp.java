package dev.freehold.check;

import dev.freehold.base.MachineError;
import dev.freehold.check.Finding.Severity;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds addresses without TLS that the page asks. Where the page itself has an https address,
 * browsers block them (mixed content), so they work only as long as the app has no domain.
 */
public final class PlainHttp {
  private static final long LARGEST = 1 << 20;

  private static final Pattern FILES =
      Pattern.compile(
          "(?!(?:.*/)?(?:node_modules|dist|server|backend|functions|scripts)/)"
              + "(?:.*\\.(?:[cm]?[jt]sx?|vue|svelte|astro|css|scss|html)"
              + "|(?:.*/)?\\.env(?:\\.production)?)");

  /** What asks, and not what names: most addresses in sources are links, or names of formats. */
  private static final Pattern ASKED =
      Pattern.compile(
          "(?:\\b(?:fetch|axios(?:\\.\\w+)?|open|WebSocket|EventSource|Request)\\s*\\(\\s*[\"'`]"
              + "|\\bbaseURL\\s*:\\s*[\"'`]|\\burl\\(\\s*[\"']?|@import\\s+[\"']"
              + "|<(?:script|img|iframe|video|audio|source|embed)\\b[^>]*?\\bsrc\\s*=\\s*[\"']"
              + "|<link\\b[^>]*?\\bhref\\s*=\\s*[\"']"
              + "|\\b\\w*(?:API|BACKEND|SERVER|ENDPOINT|SOCKET|BASE_?URL|[aA]piUrl|[bB]aseUrl)\\w*"
              + "\\s*=\\s*(?:[^;\\n]{0,80}?(?:\\|\\||\\?\\?)\\s*)?[\"'`]?)"
              + "((?:http|ws)://([A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)(?::\\d+)?)");

  /** Of this machine, of a network at home, of formats and of examples. */
  private static final Pattern NOT_MEANT =
      Pattern.compile(
          "127\\..*|0\\.0\\.0\\.0|10\\..*|192\\.168\\..*|.*\\.(?:local|localhost|internal|test)"
              + "|(?:.*\\.)?(?:w3\\.org|example\\.(?:com|org|net)|schema\\.org)");

  /**
   * @return {@code check.plain-http}, one for each file and address, sorted by file; the address is
   *     the trace
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public List<Reading> check(FileTree tree) {
    var own = new OwnFiles(tree);
    var readings = new ArrayList<Reading>();
    for (FileTree.Entry entry : tree.entries()) {
      if (entry.size() <= LARGEST
          && FILES.matcher(entry.path()).matches()
          && own.has(entry.path())) {
        look(tree, entry.path(), readings);
      }
    }
    return List.copyOf(readings);
  }

  private static void look(FileTree tree, String path, List<Reading> readings) {
    try (InputStream in = tree.open(path)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      var seen = new TreeSet<String>();
      Matcher asked = ASKED.matcher(text);
      while (asked.find()) {
        String address = asked.group(1);
        if (!NOT_MEANT.matcher(asked.group(2)).matches() && seen.add(address)) {
          int line =
              1 + (int) text.substring(0, asked.start(1)).chars().filter(c -> c == '\n').count();
          readings.add(new Reading(finding(path, line, address), address));
        }
      }
    } catch (IOException e) {
      throw MachineError.io("Looking for addresses in " + path, e);
    }
  }

  private static Finding finding(String path, int line, String address) {
    return new Finding(
        FindingId.plain("check.plain-http", path, address),
        Severity.INFO,
        "check.plain-http",
        "plain-http",
        path,
        line,
        path
            + " line "
            + line
            + " asks "
            + address
            + " without TLS. As soon as the app has an https address, browsers block that (mixed"
            + " content).",
        "Use the https address, if there is one. Otherwise ask by the app's own server, or give"
            + " that host a certificate.");
  }
}
