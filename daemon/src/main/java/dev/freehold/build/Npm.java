package dev.freehold.build;

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

/** npm in the sandbox: with the network, without scripts, and without anybody's tokens. */
final class Npm {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final List<String> ALWAYS =
      List.of("--ignore-scripts", "--no-audit", "--no-fund", "--no-progress");

  private final Sandbox sandbox;
  private final Confinement confinement;
  private final Toolchain toolchain;
  private final Path folder;
  private final Map<String, String> environment;
  private final BuildListener listener;

  /**
   * @param cache npm's own
   * @param folder with the package.json, in the workshop
   */
  Npm(
      Workshop workshop,
      Sandbox sandbox,
      Toolchain toolchain,
      Path cache,
      Path folder,
      BuildListener listener) {
    this.sandbox = sandbox;
    this.confinement = confinement(workshop, toolchain, cache);
    this.toolchain = toolchain;
    this.folder = folder;
    this.environment = environment(sandbox, confinement, toolchain, cache);
    this.listener = listener;
  }

  /**
   * @param words {@code ci}, or {@code install} and its options
   */
  ProcessResult run(List<String> words) {
    var argv = new ArrayList<String>();
    argv.add(toolchain.node().toString());
    argv.add(toolchain.npm().toString());
    argv.addAll(words);
    argv.addAll(ALWAYS);
    return sandbox.run(
        confinement,
        Command.of(folder, argv.toArray(String[]::new))
            .withEnvironment(environment)
            .withTimeout(TIMEOUT)
            .withLimits(Limits.BUILD),
        (_, line) -> listener.line(line),
        listener::cancelled);
  }

  private static Confinement confinement(Workshop workshop, Toolchain toolchain, Path cache) {
    NpmSettings settings = toolchain.settings();
    var confinement =
        workshop
            .confinement(toolchain)
            .withNetwork()
            .withMount(Mount.writable(cache, "/npm-cache"));
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

  private static Map<String, String> environment(
      Sandbox sandbox, Confinement confinement, Toolchain toolchain, Path cache) {
    NpmSettings settings = toolchain.settings();
    var environment = new TreeMap<>(settings.variables());
    environment.put("PATH", toolchain.path());
    environment.put("LANG", "C.UTF-8");
    environment.put("npm_config_cache", sandbox.seen(confinement, cache));
    environment.put("npm_config_update_notifier", "false");
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
