package dev.freehold.deploy.carryout;

import dev.freehold.targets.Staged;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Fetches a release as a visitor would: the start page and every asset that it names. */
public final class HealthGate {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** So many say enough, and each may have taken all our patience. */
  private static final int MOST_PROBLEMS = 5;

  private static final int LONGEST_SHOWN = 200;

  /** Far more than any page has, and little enough to keep for each release that is looked at. */
  private static final int LARGEST_PAGE = 4 << 20;

  private static final int MOST_REDIRECTS = 5;

  private final HttpClient http;
  private final Duration patience;

  public HealthGate() {
    this(PATIENCE);
  }

  /**
   * @param patience for each document and asset, until its last byte
   */
  HealthGate(Duration patience) {
    this.patience = patience;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .build();
  }

  /**
   * @throws IllegalStateException when the daemon stops meanwhile: nothing is known then
   */
  public HealthReport check(Staged release) {
    var problems = new ArrayList<String>();
    var warnings = new ArrayList<String>();
    Fetched<byte[]> index = fetch(release, "/", "text/html", BoundedBody.handler(LARGEST_PAGE));
    if (index.elsewhere().isPresent()) {
      String away = "The start page sends visitors to " + shown(index.elsewhere().get());
      return new HealthReport(List.of(), List.of(away + ", which was not looked at."), 1);
    }
    String html = index.body().map(b -> new String(b, StandardCharsets.UTF_8)).orElse("");
    problemOfPage(index, html).ifPresent(problems::add);
    int fetched = 1;
    if (problems.isEmpty()) {
      for (Reference reference : Reference.in(html)) {
        if (problems.size() + warnings.size() == MOST_PROBLEMS) {
          break;
        }
        fetched++;
        problemOf(release, reference)
            .ifPresent(p -> (reference.needed() ? problems : warnings).add(p));
      }
    }
    return new HealthReport(List.copyOf(problems), List.copyOf(warnings), fetched);
  }

  private static Optional<String> problemOfPage(Fetched<byte[]> index, String html) {
    if (index.problem().isPresent()) {
      return index.problem();
    }
    if (!index.isHtml()) {
      return Optional.of("The start page is " + index.type() + " and not HTML.");
    }
    return html.isBlank() ? Optional.of("The start page is empty.") : Optional.empty();
  }

  private Optional<String> problemOf(Staged release, Reference reference) {
    Fetched<Void> asset = fetch(release, reference.target(), "*/*", BodyHandlers.discarding());
    if (asset.problem().isEmpty() && reference.tag().equals("script") && asset.isHtml()) {
      return Optional.of(
          "The script " + shown(reference.target()) + " is answered with an HTML page.");
    }
    return asset.problem();
  }

  /** Follows redirects within the release, as a browser does. */
  private <T> Fetched<T> fetch(
      Staged release, String target, String accept, BodyHandler<T> handler) {
    String at = target;
    Fetched<T> fetched = fetchOne(release, at, accept, handler);
    for (int hop = 0; hop < MOST_REDIRECTS && fetched.redirect().isPresent(); hop++) {
      Optional<String> next = within(release, at, fetched.redirect().get());
      if (next.isEmpty()) {
        return fetched.leaving();
      }
      at = next.get();
      fetched = fetchOne(release, at, accept, handler);
    }
    return fetched.redirect().isPresent()
        ? Fetched.failed(shown(target) + " is redirected again and again.")
        : fetched;
  }

  /** Path and query of a redirect's address; empty when it leads to another host. */
  private static Optional<String> within(Staged release, String from, String location) {
    URI there;
    try {
      there =
          URI.create(release.connect().getScheme() + "://" + release.host())
              .resolve(from)
              .resolve(location);
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
    if (!release.host().equals(there.getRawAuthority())) {
      return Optional.empty();
    }
    String query = there.getRawQuery() == null ? "" : "?" + there.getRawQuery();
    return Optional.of((there.getRawPath().isEmpty() ? "/" : there.getRawPath()) + query);
  }

  private <T> Fetched<T> fetchOne(
      Staged release, String target, String accept, BodyHandler<T> handler) {
    // Put together as text: resolving would take a path that begins with // for another host.
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin(release.connect()) + target))
            .header("Host", release.host())
            .header("Accept", accept);
    release.headers().forEach(request::header);
    CompletableFuture<HttpResponse<T>> coming = http.sendAsync(request.build(), handler);
    try {
      HttpResponse<T> answer = coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      Optional<String> location = answer.headers().firstValue("Location");
      if (answer.statusCode() / 100 == 3 && location.isPresent()) {
        return Fetched.redirected(location.get());
      }
      String type = answer.headers().firstValue("Content-Type").orElse("of no type");
      return answer.statusCode() == 200
          ? Fetched.of(type, answer.body())
          : Fetched.failed(shown(target) + " is answered with status " + answer.statusCode() + ".");
    } catch (TimeoutException e) {
      return Fetched.failed(
          shown(target) + " was not answered within " + patience.toSeconds() + " s.");
    } catch (ExecutionException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw stopping(e);
      }
      return Fetched.failed(shown(target) + " can't be fetched: " + reason(e) + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopping(e);
    } finally {
      coming.cancel(true);
    }
  }

  /** What it is that failed nobody knows then: the daemon may have closed it itself. */
  private static IllegalStateException stopping(Exception e) {
    return new IllegalStateException("the daemon is stopping", e);
  }

  private static String origin(URI connect) {
    return connect.getScheme() + "://" + connect.getRawAuthority();
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static String shown(String target) {
    return target.length() <= LONGEST_SHOWN ? target : target.substring(0, LONGEST_SHOWN) + "…";
  }

  /**
   * @param redirect address of a redirect that is to be followed
   * @param elsewhere address on another host, which is not
   */
  private record Fetched<T>(
      String type,
      Optional<T> body,
      Optional<String> problem,
      Optional<String> redirect,
      Optional<String> elsewhere) {
    static <T> Fetched<T> of(String type, @Nullable T body) {
      return new Fetched<>(
          type, Optional.ofNullable(body), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static <T> Fetched<T> failed(String problem) {
      return new Fetched<>(
          "", Optional.empty(), Optional.of(problem), Optional.empty(), Optional.empty());
    }

    static <T> Fetched<T> redirected(String location) {
      return new Fetched<>(
          "", Optional.empty(), Optional.empty(), Optional.of(location), Optional.empty());
    }

    Fetched<T> leaving() {
      return new Fetched<>("", Optional.empty(), Optional.empty(), Optional.empty(), redirect);
    }

    boolean isHtml() {
      return type.toLowerCase(Locale.ROOT).startsWith("text/html");
    }
  }
}
