package dev.freehold.render;

import dev.freehold.base.UserError;
import dev.freehold.render.Look.Message;
import dev.freehold.render.Look.Message.Kind;
import dev.freehold.render.Look.Request;
import dev.freehold.render.Look.Seen;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Whether a page works, by what the browser made of it. docs/render-check.md has the table.
 *
 * @param problem the gravest; empty when the page may go live
 * @param warnings one sentence each
 */
public record Verdict(Optional<UserError> problem, List<String> warnings) {
  private static final String MEDIA =
      "img, svg, canvas, video, iframe, object, embed, input, button, select, textarea";

  /** A script that gets a page instead of itself, and data that is a page instead of JSON. */
  private static final Pattern PAGE_INSTEAD =
      Pattern.compile(
          ".*MIME type of \"text/html\".*|.*SyntaxError: Unexpected token '<'.*"
              + "|.*(?:<!DOCTYPE|<!doctype|<html).{0,40} is not valid JSON.*");

  private static final Pattern THIS_MACHINE =
      Pattern.compile("^\\w+://(?:localhost|127\\.0\\.0\\.1|\\[::1\\])(?:[:/]|$)");

  private static final Pattern BUILDERS =
      Pattern.compile(
          "^\\w+://(?:[\\w-]+\\.)*(?:lovable\\.(?:app|dev)|lovableproject\\.com|gpteng\\.co"
              + "|emergent\\.(?:sh|host)|emergentagent\\.com|base44\\.(?:app|com)"
              + "|bolt\\.host|webcontainer(?:-api)?\\.io)(?:[:/]|$)");

  private static final int LONGEST = 300;

  /** Scripts that the machines of a host add by themselves, at addresses of the app. */
  private static final Pattern HOST_SCRIPT =
      Pattern.compile("\\S*?://([^/\\s]+)(/_vercel/[\\w./-]*)");

  /** React's own words for a page that it drew anew, by number and in development. */
  private static final Pattern HYDRATION =
      Pattern.compile(
          ".*(?:Minified React error #(?:418|419|421|422|423|425)\\b|Hydration failed"
              + "|error while hydrating|(?i:hydration) (?:failed|mismatch)"
              + "|does not match server-rendered HTML"
              + "|finished hydrating|switched to client rendering|[Ss]witching to client rendering"
              + "|server[- ]rendered (?:HTML|text) didn't match).*");

  private static final Set<String> FILES =
      Set.of("Image", "Media", "Font", "Stylesheet", "Script", "Manifest", "Other", "TextTrack");

  /**
   * @param host the page's own, with its port
   */
  public static Verdict of(Seen seen, String host) {
    if (seen.navigations().size() > Travels.MOST) {
      return new Verdict(Optional.of(loops(seen)), List.of());
    }
    Map<String, Integer> gone = gone(seen, host);
    var said = new LinkedHashMap<String, List<String>>();
    UserError problem = null;
    for (Message message : seen.messages()) {
      Optional<String> ofHost = ofHost(message, host);
      if (ofHost.isPresent()) {
        Repeats.add(said, ofHost.get(), ofHost.get());
      } else if (HYDRATION.matcher(message.text()).matches()) {
        said.putIfAbsent("hydration", List.of(hydration(message)));
      } else {
        Optional<UserError> found = problem(message, host);
        if (problem == null && found.isPresent()) {
          problem = found.get();
        } else if (isTrouble(message) && !gone.containsKey(message.source())) {
          Repeats.add(
              said,
              Repeats.kind(message.text()),
              "The page's console says: " + shown(message.text()) + where(message));
        }
      }
    }
    // five are told, so what visitors lack comes before what the console says of it
    var warnings = new LinkedHashSet<String>();
    leaves(seen, host).ifPresent(warnings::add);
    warnings.addAll(asked(seen, host));
    notThere(gone).ifPresent(warnings::add);
    warnings.addAll(Repeats.folded(said));
    if (isBlank(seen)) {
      problem = blank(problem);
    }
    return new Verdict(Optional.ofNullable(problem), List.copyOf(warnings));
  }

  private static UserError loops(Seen seen) {
    return error(
        "gate.page-loops",
        "The page sends itself on without end, from one address to the next: "
            + String.join(
                ", ", seen.navigations().stream().distinct().limit(3).map(Verdict::shown).toList()),
        "Look where the page goes when nobody is signed in, and whether that address has a page"
            + " of its own: one that only the builder's host answers leads back to the first.");
  }

  /** Files of the app's own that were asked for in vain; what data is missing the page handles. */
  private static Map<String, Integer> gone(Seen seen, String host) {
    var gone = new LinkedHashMap<String, Integer>();
    for (Request request : seen.requests()) {
      if (request.status() >= 400
          && FILES.contains(request.type())
          && request.address().contains("//" + host + "/")
          && !isIcon(request.address())
          && !HOST_SCRIPT.matcher(request.address()).lookingAt()) {
        gone.put(request.address(), request.status());
      }
    }
    return gone;
  }

  private static Optional<String> ofHost(Message message, String host) {
    Matcher script = HOST_SCRIPT.matcher(message.source() + " " + message.text());
    return script.find() && script.group(1).equals(host)
        ? Optional.of(
            "The page asks for "
                + script.group(2)
                + ", which only Vercel's own machines answer: what it counts there is not counted"
                + " here.")
        : Optional.empty();
  }

  private static String hydration(Message message) {
    return "React drew the page anew, because what was made before differs from what the browser"
        + " made (hydration): "
        + shown(message.text());
  }

  private static Optional<String> leaves(Seen seen, String host) {
    String last = seen.navigations().isEmpty() ? "" : seen.navigations().getLast();
    return last.startsWith("http") && !last.contains("//" + host + "/")
        ? Optional.of("The page sends visitors on to " + shown(last) + ".")
        : Optional.empty();
  }

  private static List<String> asked(Seen seen, String host) {
    var ofThisMachine = new LinkedHashMap<String, List<String>>();
    var ofBuilders = new LinkedHashMap<String, List<String>>();
    for (Request request : seen.requests()) {
      String address = request.address();
      if (THIS_MACHINE.matcher(address).find() && !address.contains("//" + host)) {
        Repeats.add(ofThisMachine, Repeats.origin(address), address);
      } else if (BUILDERS.matcher(address).find()) {
        Repeats.add(ofBuilders, Repeats.origin(address), address);
      }
    }
    var told = new ArrayList<String>();
    ofThisMachine
        .values()
        .forEach(
            addresses ->
                told.add(
                    asks(addresses)
                        + ", which is this machine: visitors elsewhere get no answer. Often a"
                        + " variable with the backend's address has no value."));
    ofBuilders
        .values()
        .forEach(addresses -> told.add(asks(addresses) + ", which is a host of the builder's."));
    return told;
  }

  private static String asks(List<String> addresses) {
    int others = addresses.size() - 1;
    return "The page asks "
        + shown(addresses.getFirst())
        + (others == 0 ? "" : " and " + others + " more there");
  }

  private static Optional<String> notThere(Map<String, Integer> gone) {
    if (gone.isEmpty()) {
      return Optional.empty();
    }
    String named =
        gone.entrySet().stream()
            .limit(3)
            .map(file -> shown(file.getKey()) + " (status " + file.getValue() + ")")
            .collect(Collectors.joining(", "));
    return Optional.of(
        gone.size() == 1
            ? "A file that the page asks for is not there: " + named + "."
            : gone.size()
                + " files that the page asks for are not there: "
                + named
                + (gone.size() > 3 ? " and " + (gone.size() - 3) + " more." : "."));
  }

  private static Optional<UserError> problem(Message message, String host) {
    String text = message.text();
    if (PAGE_INSTEAD.matcher(text).matches()) {
      return Optional.of(
          error(
              "gate.page-instead",
              "The page asks for a script or for data and gets a web page: "
                  + shown(text)
                  + where(message),
              "Look which address it asks for: a file that the build did not make, or a backend"
                  + " that is not there."));
    }
    return isUncaughtError(message) && isOwn(message, host)
        ? Optional.of(
            error(
                "gate.page-error",
                "The page fails with an error that nothing catches: "
                    + shown(text)
                    + where(message),
                Advice.about(text)))
        : Optional.empty();
  }

  private static String where(Message message) {
    return message.source().isEmpty() || message.text().contains(message.source())
        ? ""
        : " (" + message.source() + ")";
  }

  private static boolean isUncaughtError(Message message) {
    return message.kind() == Kind.UNCAUGHT && !message.text().startsWith("Uncaught (in promise)");
  }

  private static boolean isTrouble(Message message) {
    return !isIcon(message.source()) && isComplaint(message);
  }

  /** Browsers ask every host for it, whether there is one or not. */
  private static boolean isIcon(String address) {
    return address.endsWith("/favicon.ico");
  }

  private static boolean isComplaint(Message message) {
    return message.kind() == Kind.UNCAUGHT
        || message.text().startsWith("Failed to load ")
        || message.text().contains("has been blocked by");
  }

  /**
   * What another host's script does wrong is not the app's fault, and may differ from day to day.
   */
  private static boolean isOwn(Message message, String host) {
    return message.source().isEmpty() || message.source().contains("//" + host + "/");
  }

  private static UserError blank(@Nullable UserError cause) {
    return error(
        "gate.blank-page",
        "The page stays blank." + (cause == null ? "" : " " + cause.getMessage()),
        cause == null
            ? "Open the app in the builder's preview. If it shows something there, look what is"
                + " different here: what the browser's console says, which variables have a value"
                + " (freehold var list), and which addresses the page asks. If you have seen it"
                + " working: freehold deploy --no-render-check"
            : cause.remedy());
  }

  /** As {@link #of}, for a page that must say something. */
  public static Verdict of(Seen seen, String host, String expected) {
    Verdict verdict = of(seen, host);
    String words = words(Jsoup.parse(seen.document()).body());
    if (verdict.problem().isPresent() || words.contains(spaced(expected))) {
      return verdict;
    }
    return new Verdict(
        Optional.of(
            error(
                "gate.journey-failed",
                "It does not say \""
                    + expected
                    + "\". It says: "
                    + (words.isEmpty() ? "nothing" : shown(words)),
                "Mend the page, or change what is expected of it: freehold app journey add PATH"
                    + " --expect TEXT")),
        verdict.warnings());
  }

  private static String words(Element body) {
    body.select("script, style, noscript, template").remove();
    return spaced(body.text());
  }

  private static String spaced(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /** No words, nothing to look at, and a picture of one colour. */
  private static boolean isBlank(Seen seen) {
    Element body = Jsoup.parse(seen.document()).body();
    return words(body).isEmpty() && body.select(MEDIA).isEmpty() && hasOneColour(seen);
  }

  private static boolean hasOneColour(Seen seen) {
    return seen.pictures().values().stream().allMatch(Verdict::hasOneColour);
  }

  private static boolean hasOneColour(ByteBuffer picture) {
    var bytes = new byte[picture.remaining()];
    picture.duplicate().get(bytes);
    try {
      var image = ImageIO.read(new ByteArrayInputStream(bytes));
      if (image == null) {
        return true;
      }
      int first = image.getRGB(0, 0);
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < image.getWidth(); x++) {
          if (image.getRGB(x, y) != first) {
            return false;
          }
        }
      }
      return true;
    } catch (IOException e) {
      // what can't be read shows nothing
      return true;
    }
  }

  private static UserError error(String code, String message, String remedy) {
    return new UserError(code, message, remedy);
  }

  private static String shown(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
