package dev.freehold.builds;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import dev.freehold.process.ProcessResult;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says what a failed install means, from what the package manager prints. */
final class InstallFailure {
  private static final Pattern LINE = Pattern.compile("^npm (?:error|ERR!) ?(.*)$");
  private static final Pattern CODE = Pattern.compile("^code (\\S+)$");

  /** Details of a system call, which only repeat what its sentence says. */
  private static final Pattern DETAIL = Pattern.compile("^(?:code|errno|syscall|path|dest) .*");

  private static final Set<String> VERSION_MISSING = Set.of("ETARGET", "E404", "ENOVERSIONS");

  /** Of pnpm, yarn 1, yarn 4 and bun, in this order. */
  private static final Pattern CHANGED =
      Pattern.compile(
          "ERR_PNPM_TARBALL_INTEGRITY|[Ii]ntegrity check failed|YN0018|IntegrityCheckFailed");

  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH"
              + "|ConnectionRefused|ConnectionClosed|ConnectionReset|FailedToOpenSocket"
              + "|UNABLE_TO_(?:VERIFY|GET)|SELF_SIGNED_CERT|CERT_HAS_EXPIRED");

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

  private InstallFailure() {}

  /** The lock file is not of this package.json. */
  static boolean isLockOutOfSync(ProcessResult result) {
    return !result.succeeded() && code(said(result.tail())).equals("EUSAGE");
  }

  /** The first packages that the lock file lacks or has in another version, in npm's words. */
  static String outOfSync(ProcessResult result) {
    return said(result.tail()).stream()
        .filter(line -> line.startsWith("Missing: ") || line.startsWith("Invalid: "))
        .limit(3)
        .collect(Collectors.joining("; "));
  }

  /** A version that something asks for is not in the registry, perhaps not yet. */
  static boolean isVersionMissing(ProcessResult result) {
    return !result.succeeded() && VERSION_MISSING.contains(code(said(result.tail())));
  }

  /** Packages want different versions of one package beside them. */
  static boolean isPeerConflict(ProcessResult result) {
    return !result.succeeded() && code(said(result.tail())).equals("ERESOLVE");
  }

  private static List<String> said(List<String> tail) {
    return tail.stream()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1))
        .filter(line -> !line.isBlank() && !line.startsWith("A complete log"))
        .toList();
  }

  private static String code(List<String> said) {
    return said.stream()
        .map(CODE::matcher)
        .filter(Matcher::matches)
        .map(line -> line.group(1))
        .findFirst()
        .orElse("");
  }

  static FreeholdException of(List<String> tail) {
    List<String> said = said(tail);
    String code = code(said);
    String lines =
        String.join(
            "\n",
            (said.isEmpty() ? FailingLines.of(tail) : said)
                .stream().filter(line -> !DETAIL.matcher(line).matches()).limit(20).toList());
    if (code.equals("EINTEGRITY")) {
      return integrity("package-lock.json", lines);
    }
    if (NETWORK.contains(code)) {
      return unreachable(lines);
    }
    return new UserError(
        "build.install-failed",
        (lines.isEmpty() ? "npm wrote nothing." : lines)
            + "\nThe app's packages could not be installed.",
        "Run npm install --ignore-scripts in the project to see the same; mend package.json, and"
            + " deploy the result.");
  }

  /**
   * For what another manager than npm prints.
   *
   * @throws UserError {@code build.integrity}
   * @throws ProviderError {@code build.registry-unreachable}
   */
  static void refuseToGoOn(List<String> tail, String lockFile) {
    String lines = String.join("\n", FailingLines.of(tail));
    if (CHANGED.matcher(lines).find()) {
      throw integrity(lockFile, lines);
    }
    if (UNREACHABLE.matcher(lines).find()) {
      throw unreachable(lines);
    }
  }

  private static UserError integrity(String lockFile, String lines) {
    return new UserError(
        "build.integrity",
        "A package is not the one that " + lockFile + " names: its contents changed.\n" + lines,
        "Do not go on before you know why. If the package was really published again, install it"
            + " in the project with its package manager and deploy the result.");
  }

  private static ProviderError unreachable(String lines) {
    return new ProviderError(
        "build.registry-unreachable",
        "The package registry can't be reached or does not answer.\n" + lines,
        "Check the network, and npm's registry and proxy settings (npm config list), then try"
            + " again.",
        true,
        null,
        null);
  }
}
