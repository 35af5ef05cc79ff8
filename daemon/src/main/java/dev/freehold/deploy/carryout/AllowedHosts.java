package dev.freehold.deploy.carryout;

import dev.freehold.base.UserError;
import dev.freehold.detect.Detection;
import dev.freehold.detect.Detection.Conclusion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Django answers hosts that it is not told of with status 400 (docs.djangoproject.com,
 * ALLOWED_HOSTS), and prints nothing about it in production.
 *
 * @param conclusions of the plan
 * @param domain names by which visitors come
 */
record AllowedHosts(List<Conclusion> conclusions, List<String> domain) {
  /** Of this machine, where each release is looked at before it goes live. */
  private static final String LOOKED_AT = ".localhost";

  /** The same failure with its likely cause; empty when it is about something else. */
  Optional<UserError> cause(UserError e) {
    return conclusions.stream()
        .filter(conclusion -> conclusion.subject().equals(Detection.ALLOWED_HOSTS))
        .filter(_ -> e.code().equals("gate.unhealthy"))
        .filter(_ -> e.getMessage().contains("is answered with status 400"))
        .findFirst()
        .map(
            conclusion ->
                new UserError(
                    e.code(),
                    e.getMessage()
                        + "\nLikely cause: Django answers only hosts that ALLOWED_HOSTS names: "
                        + conclusion.reason()
                        + ".",
                    remedy(conclusion.value())
                        + " Then deploy again. What was live before is untouched."));
  }

  private String remedy(String variable) {
    List<String> hosts = Stream.concat(Stream.of(LOOKED_AT), domain.stream()).toList();
    return variable.equals(Detection.IN_THE_CODE)
        ? "Write into the settings: ALLOWED_HOSTS = ["
            + hosts.stream().map(host -> "\"" + host + "\"").collect(Collectors.joining(", "))
            + "]."
        : "Set the hosts: freehold var set " + variable + "=" + String.join(",", hosts) + ".";
  }
}
