package dev.freehold.targets.local.serve;

import dev.freehold.detect.Serving;
import dev.freehold.detect.oldhost.Destination;
import dev.freehold.detect.oldhost.HeaderRule;
import dev.freehold.detect.oldhost.Redirect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redirects and headers of an artifact, ready to be looked up. */
record CompiledRules(List<Leading> redirects, List<Sent> headers) {
  static CompiledRules of(Serving serving) {
    return new CompiledRules(
        serving.redirects().stream().map(Leading::of).toList(),
        serving.headers().stream().map(Sent::of).toList());
  }

  /**
   * @param overFiles whether those are wanted that come before files, or the others
   */
  Optional<Move> move(RequestPath path, Visit visit, boolean overFiles) {
    String query = visit.query().isEmpty() ? "" : "?" + visit.query();
    return redirects.stream()
        .filter(leading -> leading.redirect().overFiles() == overFiles)
        .flatMap(leading -> leading.move(path, query).stream())
        .findFirst();
  }

  Map<String, String> headers(RequestPath path) {
    // as web servers do, so that more slashes lead to no page without them
    String meant = ("/" + path.decoded()).replaceAll("/+", "/");
    var all = new LinkedHashMap<String, String>();
    headers.stream()
        .filter(sent -> sent.path().matcher(meant).find())
        .forEach(sent -> all.put(sent.rule().name(), sent.rule().value()));
    return all;
  }

  record Move(int status, String location) {}

  record Leading(Redirect redirect, Pattern from, Destination to) {
    static Leading of(Redirect redirect) {
      return new Leading(
          redirect, Pattern.compile(redirect.pattern().asked()), redirect.destination());
    }

    Optional<Move> move(RequestPath path, String query) {
      Matcher asked = from.matcher(path.raw());
      return asked.matches()
          ? Optional.of(
              new Move(
                  redirect.status(),
                  to.render(
                      text -> text,
                      number -> Optional.ofNullable(asked.group(number)).orElse(""),
                      query)))
          : Optional.empty();
    }
  }

  record Sent(HeaderRule rule, Pattern path) {
    static Sent of(HeaderRule rule) {
      return new Sent(rule, Pattern.compile(rule.pattern().covered()));
    }
  }
}
