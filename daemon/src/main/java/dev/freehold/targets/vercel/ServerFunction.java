package dev.freehold.targets.vercel;

import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.credential.Secret;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving.Service;
import dev.freehold.file.BlobSource;
import dev.freehold.release.Artifact;
import dev.freehold.targets.Activation;
import dev.freehold.targets.site.NativeParts;
import dev.freehold.targets.site.ServiceProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A server of an app as a function of the Build Output API: the very files that run everywhere
 * else, and a small program that starts them and passes requests on
 * (vercel.com/docs/build-output-api/primitives).
 */
record ServerFunction(Service service) {
  private static final String HANDLER = "function.mjs";

  /** Of a function, unpacked (vercel.com/docs/functions/limitations). */
  private static final long MOST_BYTES = 250_000_000;

  /** Of all variables of a deployment (vercel.com/docs/environment-variables). */
  private static final int MOST_VARIABLES = 64_000;

  private static final List<Integer> VERSIONS = List.of(NodeRange.DEFAULT, 24, 20);

  /** Where requests are sent to, and where its files lie below {@code functions}. */
  String path() {
    return "/__freehold/" + service.name();
  }

  /** Name of the variable that brings all of the server's. */
  String variable() {
    return "FREEHOLD_"
        + service.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_")
        + "_VARIABLES";
  }

  /** Its value: in one piece and without a letter that anybody reads otherwise on the way. */
  String variables(Activation activation) {
    Map<String, String> all =
        ServiceProgram.environment(
            service, activation.settings().values(), "{node}/node", "{here}/listen.cjs");
    return Base64.getEncoder().encodeToString(Json.write(all).getBytes(StandardCharsets.UTF_8));
  }

  /** Of the program in {@code .vc-config.json}. */
  private record Config(
      String runtime,
      String handler,
      String launcherType,
      boolean shouldAddHelpers,
      boolean shouldAddSourcemapSupport,
      boolean supportsResponseStreaming) {}

  /**
   * What the small program reads.
   *
   * @param health path
   * @param path of the function
   * @param salt without it, short values could be guessed from the digests
   * @param digest of the variables
   * @param key digest of the key to the project's deployments
   */
  private record Start(
      List<String> arguments,
      String folder,
      String health,
      String path,
      String variable,
      String salt,
      String digest,
      String key) {}

  /**
   * @param below folder of the output
   * @param key to the project's deployments
   */
  List<OutputFile> files(
      Activation activation, Optional<Secret> key, String below, BlobSource blobs) {
    String folder = below + "functions" + path() + ".func/";
    var files = new ArrayList<OutputFile>();
    files.add(
        OutputFile.text(
            folder + ".vc-config.json",
            Json.write(
                new Config("nodejs" + version() + ".x", HANDLER, "Nodejs", false, false, true))));
    files.add(OutputFile.text(folder + HANDLER, program()));
    files.add(OutputFile.text(folder + "listen.cjs", ServiceProgram.hook()));
    files.add(OutputFile.text(folder + "freehold.json", Json.write(start(activation, key))));
    for (Artifact.File file : activation.artifact().files()) {
      files.add(
          new OutputFile(
              folder + "app/" + file.path(),
              file.blob(),
              file.size(),
              false,
              () -> blobs.open(file.blob())));
    }
    return files;
  }

  private Start start(Activation activation, Optional<Secret> key) {
    String salt = Sha256.of(activation.settings().id() + activation.release().id()).hex();
    return new Start(
        service.command().subList(1, service.command().size()),
        service.folder(),
        service.healthPath(),
        path(),
        variable(),
        salt,
        Sha256.of(salt + variables(activation)).hex(),
        key.map(secret -> Sha256.of(salt + secret.reveal()).hex()).orElse(""));
  }

  private int version() {
    return VERSIONS.stream()
        .filter(service.node()::allows)
        .findFirst()
        .orElseThrow(() -> noSuchNode());
  }

  /** What can't run there is said before anything is approved. */
  void refuseWhatDoesNotRun(Activation activation) {
    if (ServiceProgram.isPython(service)) {
      throw new UserError(
          "target.servers-unsupported",
          "The server "
              + service.name()
              + " is a Python program, and Freehold runs none at Vercel.",
          "Send it to a server of yours: freehold target add ssh");
    }
    if (ServiceProgram.isDeno(service)) {
      throw new UserError(
          "target.servers-unsupported",
          "The server "
              + service.name()
              + " is a program for Deno, and Freehold runs none at Vercel.",
          "Send it to a server of yours: freehold target add ssh");
    }
    version();
    NativeParts.misfit(activation.artifact(), "Linux x86_64", "Vercel")
        .ifPresent(
            misfit -> {
              throw misfit;
            });
    long bytes = activation.artifact().bytes();
    if (bytes > MOST_BYTES) {
      throw new UserError(
          "vercel.function-too-large",
          "The server "
              + service.name()
              + " has "
              + bytes / 1_000_000
              + " MB of files, and Vercel takes "
              + MOST_BYTES / 1_000_000
              + " at most.",
          "Send it to a server of yours: freehold target add ssh");
    }
    int size = variables(activation).length();
    if (size > MOST_VARIABLES) {
      throw new UserError(
          "vercel.variables-too-large",
          "The variables of the server "
              + service.name()
              + " take "
              + size
              + " letters, and Vercel takes "
              + MOST_VARIABLES
              + " at most.",
          "Take out what it does not need: freehold var list");
    }
  }

  private UserError noSuchNode() {
    return new UserError(
        "target.servers-unsupported",
        "The server "
            + service.name()
            + " asks for Node.js "
            + service.node().text()
            + ", and Vercel has "
            + String.join(", ", VERSIONS.stream().sorted().map(String::valueOf).toList())
            + ".",
        "Say another version in the app's package.json (engines), or send it to a server of yours:"
            + " freehold target add ssh");
  }

  private static String program() {
    try (InputStream in =
        Objects.requireNonNull(ServerFunction.class.getResourceAsStream(HANDLER), HANDLER)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
