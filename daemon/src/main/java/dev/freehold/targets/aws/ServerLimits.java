package dev.freehold.targets.aws;

import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving.Service;
import dev.freehold.targets.Activation;
import dev.freehold.targets.site.NativeParts;
import dev.freehold.targets.site.ServiceProgram;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a server is started with on Lambda, and what does not run there. */
final class ServerLimits {
  /** Of a function, unpacked (docs.aws.amazon.com/lambda: gettingstarted-limits). */
  private static final long MOST_BYTES = 250L * 1024 * 1024;

  /** Of all variables of a function (docs.aws.amazon.com/lambda: gettingstarted-limits). */
  private static final int MOST_VARIABLES = 4_096;

  /**
   * Of Node.js, in the order in which they are taken. Lambda takes no new code for a version some
   * months after its end: April 2027 for 22, April 2028 for 24 (docs.aws.amazon.com/lambda:
   * lambda-runtimes).
   */
  private static final List<Integer> VERSIONS = List.of(NodeRange.DEFAULT, 24);

  /** Above those that apps and the system choose. */
  private static final int PORT = 63_280;

  private static final String ELSEWHERE = "Send it to a server of yours: freehold target add ssh";

  private ServerLimits() {}

  static String runtime(Service service) {
    return "nodejs" + version(service) + ".x";
  }

  /**
   * The app's variables in one of ours, because Lambda keeps many names for itself, and what the
   * Web Adapter reads (github.com/aws/aws-lambda-web-adapter).
   */
  static Map<String, String> environment(Service service, Activation activation) {
    var environment = new TreeMap<String, String>();
    environment.put("AWS_LAMBDA_EXEC_WRAPPER", "/opt/bootstrap");
    environment.put("AWS_LWA_ASYNC_INIT", "true");
    environment.put("AWS_LWA_INVOKE_MODE", "response_stream");
    environment.put("AWS_LWA_PORT", String.valueOf(PORT));
    environment.put("AWS_LWA_READINESS_CHECK_PORT", String.valueOf(PORT + 1));
    environment.put(
        "FREEHOLD_VARIABLES",
        Json.write(
            ServiceProgram.environment(
                service, activation.settings().values(), "{node}/node", "{here}/listen.cjs")));
    return environment;
  }

  /** What can't run there is said before anything is approved. */
  static void require(Activation activation) {
    List<Service> servers = activation.artifact().serving().services();
    for (Service server : servers) {
      if (ServiceProgram.isPython(server)) {
        throw unsupported(
            "The server " + server.name() + " is a Python program, and Freehold runs none at AWS.");
      }
      if (ServiceProgram.isDeno(server)) {
        throw unsupported(
            "The server "
                + server.name()
                + " is a program for Deno, and Freehold runs none at AWS.");
      }
    }
    if (servers.size() > 1) {
      throw unsupported(
          "The app has " + servers.size() + " servers, and Freehold runs one for an app at AWS.");
    }
    servers.forEach(server -> require(server, activation));
  }

  private static void require(Service server, Activation activation) {
    version(server);
    NativeParts.misfit(activation.artifact(), "Linux x86_64", "AWS Lambda")
        .ifPresent(
            misfit -> {
              throw misfit;
            });
    long bytes = activation.artifact().bytes();
    if (bytes > MOST_BYTES) {
      throw new UserError(
          "aws.function-too-large",
          "The server "
              + server.name()
              + " has "
              + bytes / 1_000_000
              + " MB of files, and Lambda takes "
              + MOST_BYTES / 1_000_000
              + " at most.",
          ELSEWHERE);
    }
    int size = Json.write(environment(server, activation)).getBytes(StandardCharsets.UTF_8).length;
    if (size > MOST_VARIABLES) {
      throw new UserError(
          "aws.variables-too-large",
          "The variables of the server "
              + server.name()
              + " take "
              + size
              + " bytes with those that start it, and Lambda takes "
              + MOST_VARIABLES
              + " at most.",
          "Take out what it does not need: freehold var list");
    }
  }

  private static int version(Service server) {
    return VERSIONS.stream()
        .filter(server.node()::allows)
        .findFirst()
        .orElseThrow(() -> noSuchNode(server));
  }

  private static UserError noSuchNode(Service server) {
    return new UserError(
        "target.servers-unsupported",
        "The server "
            + server.name()
            + " asks for Node.js "
            + server.node().text()
            + ", and Lambda has "
            + String.join(", ", VERSIONS.stream().sorted().map(String::valueOf).toList())
            + ".",
        "Say another version in the app's package.json (engines), or send it to a server of yours:"
            + " freehold target add ssh");
  }

  private static UserError unsupported(String what) {
    return new UserError("target.servers-unsupported", what, ELSEWHERE);
  }
}
