package dev.freehold.git.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import dev.freehold.credential.Secret;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gets a token by a code that the user confirms in a browser (RFC 8628;
 * docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps#device-flow). It needs
 * the id of an OAuth app, which is no secret, and no secret.
 */
public final class DeviceLogin implements AutoCloseable {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

  /** RFC 8628, 3.2 and 3.5. */
  private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);

  private static final Duration SLOWER = Duration.ofSeconds(5);

  /** GitHub's codes are good for a quarter of it. */
  private static final long MOST_SECONDS = 3600;

  /** It is shown in terminals and on pages. */
  private static final Pattern USER_CODE = Pattern.compile("[A-Za-z0-9-]{4,32}");

  /** What can be said in a header. */
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");

  private static final String BEGINNING = "beginning a login";
  private static final String ASKING = "asking whether the login is confirmed";

  private final Server server;
  private final ClientId client;
  private final Timing timing;
  private final Transport transport;

  /**
   * @param client an app for which the device flow is enabled
   */
  public DeviceLogin(Server server, ClientId client, Timing timing) {
    this.server = server;
    this.client = client;
    this.timing = timing;
    this.transport = new Transport(timing);
  }

  /**
   * @param withWorkflows whether files in {@code .github/workflows} are to be pushed
   * @throws UserError {@code github.login-unavailable}
   * @throws ProviderError {@code github.unreachable}, {@code github.failing}, {@code
   *     github.rate-limited}, {@code github.unreadable}
   */
  public DeviceCode begin(boolean withWorkflows) {
    var form = new LinkedHashMap<String, String>();
    form.put("client_id", client.value());
    form.put("scope", withWorkflows ? "repo workflow" : "repo");
    Instant now = timing.clock().instant();
    HttpResponse<String> answer = transport.send(BEGINNING, request("/login/device/code", form));
    Shape shape = shape(BEGINNING, answer);
    Optional<String> error = shape.maybeText("error");
    if (error.isPresent()) {
      throw unavailable(error.get());
    }
    Duration interval = seconds(shape, "interval").orElse(USUAL_INTERVAL);
    return new DeviceCode(
        userCode(shape),
        shape.page("verification_uri", server),
        Secret.of(shape.text("device_code")),
        now.plusSeconds(Math.clamp(shape.number("expires_in"), 0, MOST_SECONDS)),
        interval);
  }

  private static String userCode(Shape shape) {
    String code = shape.text("user_code");
    if (!USER_CODE.matcher(code).matches()) {
      throw shape.unreadable("has no code to type in 'user_code'");
    }
    return code;
  }

  /**
   * Asks as often as GitHub allows until the user has confirmed. A lost answer is no end.
   *
   * @throws UserError {@code github.login-expired}, {@code github.login-denied}, {@code
   *     github.login-unknown}, {@code github.login-unavailable}
   * @throws ProviderError {@code github.unreachable} and others, when GitHub could not be asked to
   *     the end
   */
  public Secret await(DeviceCode code) {
    Duration interval = code.interval();
    Optional<ProviderError> failure = Optional.empty();
    while (timing.clock().instant().plus(interval).isBefore(code.expires())) {
      timing.pause(interval);
      try {
        Shape answer = ask(code);
        failure = Optional.empty();
        Optional<String> error = answer.maybeText("error");
        if (error.isEmpty()) {
          return token(answer);
        }
        interval = next(answer, error.get(), interval);
      } catch (ProviderError e) {
        failure = Optional.of(e);
        interval = interval.plus(SLOWER);
      }
    }
    throw failure.<RuntimeException>map(e -> e).orElseGet(DeviceLogin::expired);
  }

  private static Secret token(Shape answer) {
    String token = answer.text("access_token");
    if (!TOKEN.matcher(token).matches()) {
      throw answer.unreadable("has no token in 'access_token'");
    }
    return Secret.of(token);
  }

  private Shape ask(DeviceCode code) {
    var form = new LinkedHashMap<String, String>();
    form.put("client_id", client.value());
    form.put("device_code", code.code().reveal());
    form.put("grant_type", GRANT);
    return shape(ASKING, transport.sendOnce(ASKING, request("/login/oauth/access_token", form)));
  }

  /** How long to wait for the next question. */
  private static Duration next(Shape answer, String error, Duration interval) {
    return switch (error) {
      case "authorization_pending" -> interval;
      case "slow_down" -> {
        Duration slower = interval.plus(SLOWER);
        yield seconds(answer, "interval").filter(s -> s.compareTo(slower) > 0).orElse(slower);
      }
      case "expired_token" -> throw expired();
      case "access_denied" ->
          throw new UserError(
              "github.login-denied",
              "The login was cancelled at GitHub.",
              "Log in again and confirm it: freehold git login");
      case "incorrect_device_code" ->
          throw new UserError(
              "github.login-unknown",
              "GitHub does not know this login, or it was used already.",
              "Log in again: freehold git login");
      default -> throw unavailable(error);
    };
  }

  private static UserError expired() {
    return new UserError(
        "github.login-expired",
        "Nobody confirmed the login at GitHub in time.",
        "Log in again; the code is good for some minutes: freehold git login");
  }

  private static UserError unavailable(String error) {
    return new UserError(
        "github.login-unavailable",
        "GitHub does not offer this login (" + error + ").",
        "Check the client id, and that the device flow is enabled in the settings of its app. Or"
            + " log in with 'gh auth login'.");
  }

  private static Optional<Duration> seconds(Shape shape, String field) {
    JsonNode value = shape.json().path(field);
    return value.isIntegralNumber() && value.asLong() > 0
        ? Optional.of(Duration.ofSeconds(value.asLong()))
        : Optional.empty();
  }

  private HttpRequest.Builder request(String path, Map<String, String> form) {
    return HttpRequest.newBuilder(URI.create(server.web() + path))
        .header("Accept", "application/json")
        .header("User-Agent", GitHubHttp.USER_AGENT)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(Call.pairs(form)));
  }

  private static Shape shape(String doing, HttpResponse<String> answer) {
    var shape = new Shape(Answers.json(doing, answer), doing, Failures.requestId(answer));
    if (answer.statusCode() / 100 != 2 && shape.maybeText("error").isEmpty()) {
      throw shape.unreadable("has the status " + answer.statusCode());
    }
    return shape;
  }

  @Override
  public void close() {
    transport.close();
  }
}
