package dev.freehold.git.github;

import dev.freehold.git.github.FakeAnswer.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The login with a code, at the stand-in. It knows how often it may be asked. */
final class FakeDevices {
  static final String CLIENT = "Iv1.0123456789abcdef";
  private static final long GOOD_FOR_SECONDS = 899;

  private final Clock clock;
  private final String web;
  private final Consumer<FakeToken> issue;
  private final Map<String, Device> devices = new LinkedHashMap<>();
  private long interval = 5;
  private int number;
  private int slowDowns;
  private int tooEarly;
  private boolean disabled;
  private String error = "";

  FakeDevices(Clock clock, String web, Consumer<FakeToken> issue) {
    this.clock = clock;
    this.web = web;
    this.issue = issue;
  }

  private static final class Device {
    final String code;
    final String userCode;
    final Set<String> scopes;
    final Instant expires;
    long interval;
    Instant asked;
    Optional<String> confirmedBy = Optional.empty();
    boolean denied;

    Device(String code, String userCode, Set<String> scopes, Instant now, long interval) {
      this.code = code;
      this.userCode = userCode;
      this.scopes = scopes;
      this.expires = now.plusSeconds(GOOD_FOR_SECONDS);
      this.asked = now.minusSeconds(interval);
      this.interval = interval;
    }
  }

  /** For a client that can't be given another clock. */
  synchronized void askedEvery(long seconds) {
    interval = seconds;
  }

  /** The next questions are answered so, whether they come too early or not. */
  synchronized void slowDown(int times) {
    slowDowns = times;
  }

  /** The owner of the app has not enabled it. */
  synchronized void disable() {
    disabled = true;
  }

  /** All questions are answered with that. */
  synchronized void answerWith(String code) {
    error = code;
  }

  /** How many questions came earlier than allowed. */
  synchronized int tooEarly() {
    return tooEarly;
  }

  synchronized void confirm(String userCode, String login) {
    byUserCode(userCode).confirmedBy = Optional.of(login);
  }

  synchronized void deny(String userCode) {
    byUserCode(userCode).denied = true;
  }

  private Device byUserCode(String userCode) {
    return devices.values().stream()
        .filter(device -> device.userCode.equals(userCode))
        .findFirst()
        .orElseThrow();
  }

  synchronized FakeAnswer begin(FakeRequest request) {
    Map<String, String> form = form(request, Set.of("client_id", "scope"));
    if (!CLIENT.equals(form.get("client_id"))) {
      return FakeAnswer.json(404, Map.of("error", "Not Found"));
    }
    if (disabled) {
      return error("device_flow_disabled");
    }
    Set<String> scopes = Set.of(form.getOrDefault("scope", "").split("[ ,]+"));
    if (!Set.of("repo", "workflow").containsAll(scopes)) {
      throw new AssertionError("more scopes than needed: " + scopes);
    }
    number++;
    var device =
        new Device(
            "3584d83530557fdd1f46af8289938c8ef79f9dc" + number,
            "WDJB-MJH" + number,
            scopes,
            clock.instant(),
            interval);
    devices.put(device.code, device);
    return FakeAnswer.json(
        200,
        Map.of(
            "device_code", device.code,
            "user_code", device.userCode,
            "verification_uri", web + "/login/device",
            "expires_in", GOOD_FOR_SECONDS,
            "interval", device.interval));
  }

  synchronized FakeAnswer token(FakeRequest request) {
    Map<String, String> form = form(request, Set.of("client_id", "device_code", "grant_type"));
    if (!"urn:ietf:params:oauth:grant-type:device_code".equals(form.get("grant_type"))) {
      return error("unsupported_grant_type");
    }
    if (!CLIENT.equals(form.get("client_id"))) {
      return error("incorrect_client_credentials");
    }
    if (!error.isEmpty()) {
      return error(error);
    }
    Device device = devices.get(Objects.requireNonNullElse(form.get("device_code"), ""));
    return device == null ? error("incorrect_device_code") : answer(device);
  }

  private FakeAnswer answer(Device device) {
    Instant now = clock.instant();
    boolean early = now.isBefore(device.asked.plusSeconds(device.interval));
    device.asked = now;
    if (!now.isBefore(device.expires)) {
      return error("expired_token");
    }
    if (early || slowDowns > 0) {
      tooEarly += early ? 1 : 0;
      slowDowns = Math.max(0, slowDowns - 1);
      device.interval += 5;
      return FakeAnswer.json(
          200,
          Map.of(
              "error", "slow_down",
              "error_description", "Too many requests have been made in the same timeframe.",
              "interval", device.interval));
    }
    if (device.denied) {
      return error("access_denied");
    }
    if (device.confirmedBy.isEmpty()) {
      return error("authorization_pending");
    }
    devices.remove(device.code);
    var token =
        FakeToken.oauth(
            "gho_" + device.userCode + "000000000000", device.confirmedBy.get(), device.scopes);
    issue.accept(token);
    return FakeAnswer.json(
        200,
        Map.of(
            "access_token",
            token.value(),
            "token_type",
            "bearer",
            "scope",
            String.join(",", token.scopes())));
  }

  private static Map<String, String> form(FakeRequest request, Set<String> known) {
    if (!request.header("accept").equals("application/json")) {
      throw Refusal.of(406, "the answer would be a form");
    }
    Map<String, String> form = new HashMap<>(request.form());
    if (!known.containsAll(form.keySet())) {
      throw new AssertionError("unknown fields: " + form.keySet());
    }
    return form;
  }

  private static FakeAnswer error(String code) {
    return FakeAnswer.json(
        200, Map.of("error", code, "error_description", "See the documentation."));
  }
}
