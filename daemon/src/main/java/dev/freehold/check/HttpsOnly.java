package dev.freehold.check;

import dev.freehold.base.MachineError;
import dev.freehold.check.Finding.Severity;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what browsers give only to pages with an https address (developer.mozilla.org, Features
 * restricted to secure contexts). Most of it is used on a click, so that no look at the first page
 * shows that it is missing.
 */
public final class HttpsOnly {
  public static final String CODE = "check.needs-https";

  private static final long LARGEST = 1 << 20;

  /** Of the page: what runs on a server has all of it. */
  private static final Pattern FILES =
      Pattern.compile(
          "(?!(?:.*/)?(?:node_modules|dist|server|backend|api|functions|scripts)/)"
              + "(?!(?:.*/)?(?:route|middleware|proxy)\\.[jt]s$)"
              + "(?!.*\\.(?:config|server|d)\\.[cm]?[jt]sx?$)"
              + ".*\\.(?:[cm]?[jt]sx?|vue|svelte|astro|html)");

  /** Node has the same names. */
  private static final Pattern OF_NODE =
      Pattern.compile("[\"'](?:node:)?crypto[\"']|(?m:^\\s*[\"']use server[\"'])");

  private static final String DOT = "\\s*!?\\s*\\??\\.\\s*";
  private static final String CALL = "\\s*(?:\\?\\.)?\\(";

  private static final List<Feature> FEATURES =
      List.of(
          of("copies or pastes", "clipboard", "(?:write|read)(?:Text)?"),
          of("asks where the visitor is", "geolocation", "getCurrentPosition|watchPosition"),
          of(
              "uses the camera, the microphone or the screen",
              "mediaDevices",
              "getUserMedia|getDisplayMedia|enumerateDevices"),
          of("works offline by a service worker", "serviceWorker", "register"),
          of("signs in with passkeys", "credentials", "create|get|store"),
          of("keeps the screen on", "wakeLock", "request"),
          of("reaches devices", "bluetooth|usb|serial|hid", "request(?:Device|Port)"),
          new Feature("shares", "\\b(navigator\\.share)" + CALL),
          new Feature("sends notifications", "\\b(Notification\\.requestPermission)" + CALL),
          new Feature(
              "opens files of the visitor",
              "\\b(show(?:OpenFile|SaveFile|Directory)Picker)" + CALL),
          new Feature(
              "notices how a device is moved",
              "[\"'](device(?:motion|orientation))[\"']|\\b(Device(?:Motion|Orientation)Event)\\b"),
          new Feature("makes ids", "\\bcrypto" + DOT + "(randomUUID)" + CALL),
          new Feature("encrypts or signs", "\\bcrypto" + DOT + "(subtle)\\b"));

  /** Copies without it, where it has to. */
  private static final Pattern COPIES_ANYWAY = Pattern.compile("\\bexecCommand\\s*\\(");

  /**
   * @param does what the page does with it
   * @param use its groups are what is used, the way that it stays in what is built
   */
  private record Feature(String does, Pattern use) {
    Feature(String does, String use) {
      this(does, Pattern.compile(use));
    }
  }

  private static Feature of(String does, String part, String calls) {
    return new Feature(
        does, "\\bnavigator" + DOT + "(" + part + ")" + DOT + "(?:" + calls + ")" + CALL);
  }

  /**
   * @return one for each feature, where the first file uses it; the name in the code is the trace
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public List<Reading> check(FileTree tree) {
    var own = new OwnFiles(tree);
    var told = new HashSet<Feature>();
    var readings = new ArrayList<Reading>();
    for (FileTree.Entry entry : tree.entries()) {
      if (entry.size() <= LARGEST
          && FILES.matcher(entry.path()).matches()
          && own.has(entry.path())) {
        look(read(tree, entry.path()), entry.path(), told, readings);
      }
    }
    return List.copyOf(readings);
  }

  private static void look(String text, String path, Set<Feature> told, List<Reading> readings) {
    boolean ofNode = OF_NODE.matcher(text).find();
    boolean copiesAnyway = COPIES_ANYWAY.matcher(text).find();
    for (Feature feature : FEATURES) {
      Matcher found = feature.use().matcher(text);
      if (ofNode || told.contains(feature) || !found.find()) {
        continue;
      }
      int group = found.group(1) == null ? 2 : 1;
      String name = found.group(group);
      if (!name.equals("clipboard") || !copiesAnyway) {
        told.add(feature);
        int line =
            1 + (int) text.substring(0, found.start()).chars().filter(c -> c == '\n').count();
        readings.add(new Reading(finding(path, line, feature, name), name));
      }
    }
  }

  private static String read(FileTree tree, String path) {
    try (InputStream in = tree.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw MachineError.io("Looking for what needs https in " + path, e);
    }
  }

  private static Finding finding(String path, int line, Feature feature, String name) {
    return new Finding(
        FindingId.plain(CODE, path, name),
        Severity.INFO,
        CODE,
        "needs-https",
        path,
        line,
        path
            + " line "
            + line
            + " "
            + feature.does()
            + " ("
            + name
            + "). Browsers let only pages with an https address do that, and visitors reach this"
            + " one over http.",
        "Give the environment a domain, which brings https: freehold domain add DOMAIN");
  }
}
