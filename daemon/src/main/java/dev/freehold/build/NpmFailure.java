package dev.freehold.build;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what a failed {@code npm ci} means, from the code that npm prints. */
final class NpmFailure {
  private static final Pattern LINE = Pattern.compile("^npm (?:error|ERR!) ?(.*)$");
  private static final Pattern CODE = Pattern.compile("^code (\\S+)$");

  /** Details of a system call, which only repeat what its sentence says. */
  private static final Pattern DETAIL = Pattern.compile("^(?:code|errno|syscall|path|dest) .*");

  private static final Set<String> NETWORK =
      Set.of(
          "ENOTFOUND",
          "EAI_AGAIN",
          "ECONNREFUSED",
          "ECONNRESET",
          "ETIMEDOUT",
          "ENETUNREACH",
          "EHOSTUNREACH",
          "EPROTO",
          "ERR_SOCKET_TIMEOUT",
          "FETCH_ERROR",
          "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
          "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
          "SELF_SIGNED_CERT_IN_CHAIN",
          "DEPTH_ZERO_SELF_SIGNED_CERT",
          "CERT_HAS_EXPIRED",
          "E429",
          "E500",
          "E502",
          "E503",
          "E504");

  private NpmFailure() {}

  static FreeholdException of(List<String> tail) {
    List<String> said =
        tail.stream()
            .map(LINE::matcher)
            .filter(Matcher::matches)
            .map(line -> line.group(1))
            .filter(line -> !line.isBlank() && !line.startsWith("A complete log"))
            .toList();
    String code =
        said.stream()
            .map(CODE::matcher)
            .filter(Matcher::matches)
            .map(line -> line.group(1))
            .findFirst()
            .orElse("");
    String lines =
        String.join(
            "\n",
            (said.isEmpty() ? FailingLines.of(tail) : said)
                .stream().filter(line -> !DETAIL.matcher(line).matches()).limit(20).toList());
    if (code.equals("EUSAGE")) {
      return new UserError(
          "build.lock-out-of-sync",
          "package-lock.json does not fit package.json, so the exact packages can't be installed.\n"
              + lines,
          "Run npm install in the project, so that package-lock.json is written again, and deploy"
              + " the result.");
    }
    if (code.equals("EINTEGRITY")) {
      return new UserError(
          "build.integrity",
          "A package is not the one that package-lock.json names: its contents changed.\n" + lines,
          "Do not go on before you know why. If the package was really published again, run npm"
              + " install in the project and deploy the result.");
    }
    if (NETWORK.contains(code)) {
      return new ProviderError(
          "build.registry-unreachable",
          "The package registry can't be reached or does not answer.\n" + lines,
          "Check the network, and npm's registry and proxy settings (npm config list), then try"
              + " again.",
          true,
          null,
          null);
    }
    return new UserError(
        "build.install-failed",
        (lines.isEmpty() ? "npm wrote nothing." : lines)
            + "\nThe app's packages could not be installed.",
        "Run npm ci --ignore-scripts in the project to see the same; mend package.json and"
            + " package-lock.json, and deploy the result.");
  }
}
