package dev.freehold.targets.local.site;

import java.util.List;
import java.util.Optional;

/**
 * What runs the servers of an artifact on this machine: {@code trees/ID.json}.
 *
 * @param node absolute path of the program
 * @param python the same, for servers in Python
 * @param folders what a sandbox must show besides {@code /usr} so that it runs
 * @param mayGoWithoutSandbox whether the app's owner agreed to that, where there is no sandbox
 */
public record ServiceRuntime(
    String node, Optional<String> python, List<String> folders, boolean mayGoWithoutSandbox) {}
