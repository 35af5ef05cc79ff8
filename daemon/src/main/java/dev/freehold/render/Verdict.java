package dev.freehold.render;

import dev.freehold.base.UserError;
import dev.freehold.render.Look.Message;
import dev.freehold.render.Look.Seen;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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

  /**
   * @param host the page's own, with its port
   */
  public static Verdict of(Seen seen, String host) {
    var warnings = new ArrayList<String>();
    UserError problem = null;
    for (Message message : seen.console()) {
      Optional<UserError> found = problem(message, host);
      if (problem == null && found.isPresent()) {
        problem = found.get();
      } else if (isTrouble(message)) {
        warnings.add("The page's console says: " + shown(message.text()));
      }
    }
    seen.requests().stream()
        .filter(address -> THIS_MACHINE.matcher(address).find() && !address.contains("//" + host))
        .map(Verdict::shown)
        .forEach(
            address ->
                warnings.add(
                    "The page asks "
                        + address
                        + ", which is this machine: visitors elsewhere get no answer. Often a"
                        + " variable with the backend's address has no value."));
    seen.requests().stream()
        .filter(address -> BUILDERS.matcher(address).find())
        .map(Verdict::shown)
        .forEach(
            address ->
                warnings.add("The page asks " + address + ", which is a host of the builder's."));
    if (isBlank(seen)) {
      problem = blank(problem);
    }
    return new Verdict(Optional.ofNullable(problem), List.copyOf(warnings));
  }

  private static Optional<UserError> problem(Message message, String host) {
    String text = message.text();
    if (PAGE_INSTEAD.matcher(text).matches()) {
      return Optional.of(
          error(
              "gate.page-instead",
              "The page asks for a script or for data and gets a web page: " + shown(text),
              "Look which address it asks for: a file that the build did not make, or a backend"
                  + " that is not there."));
    }
    boolean uncaught = text.startsWith("Uncaught ") && !text.startsWith("Uncaught (in promise)");
    return uncaught && isOwn(message, host)
        ? Optional.of(
            error(
                "gate.page-error",
                "The page fails with an error that nothing catches: "
                    + shown(text)
                    + (message.source().isEmpty() ? "" : " (" + message.source() + ")"),
                "Mend it in the builder, or set the variable that the page misses, and deploy"
                    + " again."))
        : Optional.empty();
  }

  private static boolean isTrouble(Message message) {
    return message.text().startsWith("Uncaught ")
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
            ? "Open the app in the builder's preview and look at the browser's console; often a"
                + " variable has no value."
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
    var bytes = new byte[seen.picture().remaining()];
    seen.picture().duplicate().get(bytes);
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
