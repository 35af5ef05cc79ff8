package dev.freehold.builds;

import dev.freehold.app.Offer;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.file.FileTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Registries that an app's own settings name and that are not asked. A package that exists only
 * there would be asked of the public registry, where anybody can have taken its name.
 */
final class OtherRegistries {
  /** As npm, yarn 1, yarn and bun name them (their pages .npmrc, .yarnrc, .yarnrc.yml, bunfig). */
  private static final Map<String, Pattern> SETTINGS =
      Map.of(
          ".npmrc", Pattern.compile("(?m)^\\s*(?<key>(?:@[^:=\\s]+:)?registry)\\s*=\\s*(?<at>.+)$"),
          ".yarnrc",
              Pattern.compile("(?m)^\\s*\"?(?<key>(?:@[^:\\s]+:)?registry)\"?\\s+(?<at>.+)$"),
          ".yarnrc.yml", Pattern.compile("(?m)^\\s*(?<key>npmRegistryServer)\\s*:\\s*(?<at>.+)$"),
          "bunfig.toml",
              Pattern.compile(
                  "(?m)^(?!\\s*#)[^\\n]*?(?<key>=)[^\\n]*?[\"'](?<at>https?://[^\"']+)[\"']"));

  /** Where the same packages are under the same hashes. */
  private static final Pattern THE_SAME =
      Pattern.compile(
          "https?://registry\\.(?:npmjs\\.org|yarnpkg\\.com)/?|"
              + PackageInstall.PRIVATE_REGISTRY.pattern()
              + "?");

  private static final Pattern PASSWORD = Pattern.compile("//[^/@]*@");

  private OtherRegistries() {}

  /**
   * @param folder in which the packages are installed
   * @param own this machine's registry
   * @throws UserError {@code build.other-registry}
   */
  static void refuse(
      FileTree sources, String folder, Optional<String> own, List<Adaptation> agreed) {
    if (agreed.stream().anyMatch(a -> a.id().equals(Offer.PUBLIC_REGISTRY.id()))) {
      return;
    }
    SETTINGS.forEach(
        (name, line) -> {
          String path = Sources.below(folder, name);
          if (sources.entry(path).isPresent()) {
            line.matcher(Sources.text(sources, path))
                .results()
                .filter(found -> isOther(name, found, own))
                .findFirst()
                .ifPresent(
                    found -> {
                      throw refused(path, address(found));
                    });
          }
        });
  }

  private static boolean isOther(String name, MatchResult line, Optional<String> own) {
    String address = address(line);
    boolean asked =
        name.equals(".npmrc")
            && line.group("key").startsWith("@")
            && AppNpmrc.isPlainAddress(address);
    return !asked
        && !THE_SAME.matcher(address).matches()
        && own.filter(o -> bare(o).equals(bare(address))).isEmpty();
  }

  private static String address(MatchResult line) {
    return line.group("at").strip().replaceAll("^[\"']|[\"']$", "");
  }

  private static String bare(String address) {
    return address.replaceFirst("/+$", "");
  }

  private static UserError refused(String path, String address) {
    String shown = PASSWORD.matcher(address).replaceAll("//");
    return new UserError(
        "build.other-registry",
        path
            + " takes packages from "
            + shown
            + ". Builds ask this machine's own registry, where somebody else may have taken the"
            + " name of a package that is only there.",
        "If packages come from there, make it this machine's registry: npm config set registry "
            + shown
            + ". If all of them are public: freehold app set with="
            + Offer.PUBLIC_REGISTRY.id());
  }
}
