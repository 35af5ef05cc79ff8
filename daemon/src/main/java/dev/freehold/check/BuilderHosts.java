package dev.freehold.check;

import dev.freehold.base.MachineError;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds addresses of the builder that the app would go on calling after it moved, but for the files
 * that {@link BuilderStorage} finds.
 */
public final class BuilderHosts {
  private static final String BELOW = "(?:[A-Za-z0-9-]{1,63}\\.){0,4}?";
  private static final String END = "(?![A-Za-z0-9-])";

  private static final List<Host> HOSTS =
      List.of(
          host("Base44", "base44.", BELOW + "base44\\.(?:app|com)" + END, "data, sign-in or files"),
          host("Lovable", "oauth.lovable.app", "oauth\\.lovable\\.app", "sign-in with Google"),
          host("Lovable", "/~oauth/", "[A-Za-z0-9.-]*+/~oauth/initiate", "sign-in with Google"),
          host(
              "Lovable",
              "ai.gateway.lovable.dev",
              "ai\\.gateway\\.lovable\\.dev",
              "its AI gateway"),
          host("Lovable", "cdn.gpteng.co", "cdn\\.gpteng\\.co", "the builder's own script"),
          host("Lovable", "lovable.app", BELOW + "lovable\\.app" + END, "pages or files"),
          host(
              "Lovable", "lovableproject.", BELOW + "lovableproject\\.com" + END, "pages or files"),
          host(
              "Emergent", "emergent.sh", BELOW + "emergent\\.sh" + END, "the builder's own script"),
          host("Emergent", "emergentagent.", BELOW + "emergentagent\\.com" + END, "its backend"),
          host("Emergent", "emergent.host", BELOW + "emergent\\.host" + END, "its backend"),
          host("Bolt", "webcontainer", BELOW + "webcontainer(?:-api)?\\.io" + END, "a preview"),
          host("Bolt", "bolt.host", BELOW + "bolt\\.host" + END, "pages or files"),
          host("Bolt", "bolt.new/static", "bolt\\.new/static", "pictures"));

  /** Text about the app, not the app. */
  private static final Set<String> NOT_RUN = Set.of("md", "mdx", "txt", "lock", "map");

  private static final Set<String> LOCKS =
      Set.of("package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml");

  /**
   * @param keyword plain text that every match has, searched for first
   * @param pattern from the start of the host name
   * @param use what the app gets from there
   */
  private record Host(String builder, String keyword, Pattern pattern, String use) {}

  private static Host host(String builder, String keyword, String pattern, String use) {
    return new Host(builder, keyword, Pattern.compile(pattern), use);
  }

  /**
   * @return {@code check.calls-builder}, one for each file and address, sorted by file and line;
   *     the address is the trace
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public List<Reading> check(FileTree tree) {
    var chunks = new TextChunks();
    var own = new OwnFiles(tree);
    var readings = new ArrayList<Reading>();
    for (FileTree.Entry entry : tree.entries()) {
      if (isRun(entry.path()) && own.has(entry.path())) {
        var seen = new HashSet<String>();
        try (InputStream in = tree.open(entry.path())) {
          chunks.read(in, false, chunk -> search(chunk, entry.path(), seen, readings));
        } catch (IOException e) {
          throw MachineError.io("Looking for the builder's addresses in " + entry.path(), e);
        }
      }
    }
    readings.sort(
        Comparator.comparing((Reading reading) -> reading.note().file())
            .thenComparingInt(reading -> reading.note().line()));
    return List.copyOf(readings);
  }

  static boolean isRun(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return !LOCKS.contains(name)
        && !name.startsWith("sitemap")
        && !NOT_RUN.contains(name.substring(name.lastIndexOf('.') + 1))
        && !path.startsWith(".");
  }

  private static void search(
      TextChunks.Chunk chunk, String path, Set<String> seen, List<Reading> readings) {
    String text = chunk.text();
    for (Host host : HOSTS) {
      int at = text.indexOf(host.keyword(), chunk.from());
      while (at >= 0 && at < chunk.to()) {
        int start = startOfName(text, at);
        Matcher matcher = host.pattern().matcher(text).region(start, text.length());
        if (matcher.lookingAt()
            && !BuilderStorage.startsAt(text, start)
            && AddressUse.isAsked(path, text, start)) {
          String address = matcher.group();
          if (seen.stream().noneMatch(known -> known.contains(address)) && seen.add(address)) {
            readings.add(new Reading(finding(host, address, path, chunk.line(at)), address));
          }
        }
        at = text.indexOf(host.keyword(), at + host.keyword().length());
      }
    }
  }

  private static int startOfName(String text, int at) {
    int start = at;
    while (start > 0 && at - start < 256 && isPartOfName(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static boolean isPartOfName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.';
  }

  private static Finding finding(Host host, String address, String path, int line) {
    return new Finding(
        FindingId.plain("check.calls-builder", path, address),
        Finding.Severity.INFO,
        "check.calls-builder",
        "calls-" + host.builder().toLowerCase(Locale.ROOT),
        path,
        line,
        path
            + " line "
            + line
            + " names "
            + address
            + ": the app still needs "
            + host.builder()
            + " for "
            + host.use()
            + ".",
        "It works as long as the builder answers. To be independent, replace it by a service of"
            + " your own, or take the line out if the app does not need it.");
  }
}
