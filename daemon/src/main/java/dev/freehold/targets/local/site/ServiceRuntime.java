package dev.freehold.targets.local.site;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What runs the servers of an artifact on this machine: {@code trees/ID.json}.
 *
 * @param node absolute path of the program
 * @param python the same, for servers in Python
 * @param deno the same, for servers in Deno
 * @param folders what a sandbox must show besides {@code /usr} so that it runs
 * @param mayGoWithoutSandbox whether the app's owner agreed to that, where there is no sandbox
 */
public record ServiceRuntime(
    String node,
    Optional<String> python,
    Optional<String> deno,
    List<String> folders,
    boolean mayGoWithoutSandbox) {
  /** What an earlier version stored knows of no Deno. */
  public ServiceRuntime {
    deno = Objects.requireNonNullElse(deno, Optional.empty());
  }
}
