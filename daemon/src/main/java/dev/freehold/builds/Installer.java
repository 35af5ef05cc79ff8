package dev.freehold.builds;

import dev.freehold.process.Command;
import dev.freehold.process.Confinement;
import dev.freehold.process.Limits;
import dev.freehold.process.Mount;
import dev.freehold.process.ProcessResult;
import dev.freehold.process.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A package manager in the sandbox: with the network, without scripts and anybody's tokens. */
final class Installer {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final List<String> NPM =
      List.of("--ignore-scripts", "--include=dev", "--no-audit", "--no-fund", "--no-progress");

  private final Sandbox sandbox;
  private final Confinement confinement;
  private final List<String> program;
  private final List<String> always;
  private final Path folder;
  private final Map<String, String> environment;
  private final BuildListener listener;

  private Installer(
      Sandbox sandbox,
      Confinement confinement,
      List<String> program,
      List<String> always,
      Path folder,
      Map<String, String> environment,
      BuildListener listener) {
    this.sandbox = sandbox;
    this.confinement = confinement;
    this.program = program;
    this.always = always;
    this.folder = folder;
    this.environment = environment;
    this.listener = listener;
  }

  /**
   * @param cache npm's own
   * @param folder with the package.json, in the workshop
   */
  static Installer npm(
      Workshop workshop,
      Sandbox sandbox,
      Toolchain toolchain,
      Path cache,
      Path folder,
      BuildListener listener) {
    var confinement =
        confinement(workshop, toolchain).withMount(Mount.writable(cache, "/npm-cache"));
    var environment = environment(sandbox, confinement, toolchain);
    environment.put("npm_config_cache", sandbox.seen(confinement, cache));
    environment.put("npm_config_update_notifier", "false");
    var program = List.of(toolchain.node().toString(), toolchain.npm().toString());
    return new Installer(sandbox, confinement, program, NPM, folder, environment, listener);
  }

  /**
   * @param cache the manager's own, for this install only
   * @param folder with the package.json, in the workshop
   */
  static Installer other(
      OtherManager manager,
      Workshop workshop,
      Sandbox sandbox,
      Toolchain toolchain,
      Path cache,
      Path folder,
      BuildListener listener) {
    var confinement = manager.withCache(confinement(workshop, toolchain), cache);
    var environment =
        manager.environment(
            environment(sandbox, confinement, toolchain), sandbox.seen(confinement, cache));
    return new Installer(
        sandbox,
        confinement,
        manager.program(sandbox, confinement, toolchain),
        manager.always(),
        folder,
        environment,
        listener);
  }

  /**
   * @param words {@code ci}, or {@code install} and its options
   */
  ProcessResult run(List<String> words) {
    var argv = new ArrayList<>(program);
    argv.addAll(words);
    argv.addAll(always);
    return sandbox.run(
        confinement,
        Command.of(folder, argv.toArray(String[]::new))
            .withEnvironment(environment)
            .withTimeout(TIMEOUT)
            .withLimits(Limits.BUILD),
        (_, line) -> listener.line(line),
        listener::cancelled);
  }

  private static Confinement confinement(Workshop workshop, Toolchain toolchain) {
    NpmSettings settings = toolchain.settings();
    var confinement = workshop.confinement(toolchain).withNetwork();
    if (settings.caFile().isPresent()) {
      confinement =
          confinement.withMount(Mount.readOnly(settings.caFile().get(), "/etc/npm-ca.pem"));
    }
    if (settings.extraCaFile().isPresent()) {
      confinement =
          confinement.withMount(Mount.readOnly(settings.extraCaFile().get(), "/etc/node-ca.pem"));
    }
    return confinement;
  }

  private static TreeMap<String, String> environment(
      Sandbox sandbox, Confinement confinement, Toolchain toolchain) {
    NpmSettings settings = toolchain.settings();
    var environment = new TreeMap<>(settings.variables());
    environment.put("PATH", toolchain.path());
    environment.put("LANG", "C.UTF-8");
    environment.put("npm_config_fetch_retry_mintimeout", "1000");
    environment.put("npm_config_fetch_retry_maxtimeout", "5000");
    for (Path file : settings.caFile().stream().toList()) {
      environment.put("npm_config_cafile", sandbox.seen(confinement, file));
    }
    for (Path file : settings.extraCaFile().stream().toList()) {
      environment.put("NODE_EXTRA_CA_CERTS", sandbox.seen(confinement, file));
    }
    return environment;
  }
}
