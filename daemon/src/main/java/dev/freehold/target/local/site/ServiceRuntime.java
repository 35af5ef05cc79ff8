package dev.freehold.target.local.site;

import java.util.List;

/**
 * What runs the servers of an artifact on this machine: {@code trees/ID.json}.
 *
 * @param node absolute path of the program
 * @param folders what a sandbox must show besides {@code /usr} so that it runs
 * @param mayGoWithoutSandbox whether the app's owner agreed to that, where there is no sandbox
 */
public record ServiceRuntime(String node, List<String> folders, boolean mayGoWithoutSandbox) {}
