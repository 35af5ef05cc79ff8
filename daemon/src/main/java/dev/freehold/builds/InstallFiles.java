package dev.freehold.builds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Set;
import java.util.regex.Pattern;

/** Which files a package manager gets to see: none that name programs, registries or hooks. */
final class InstallFiles {
  private static final Pattern KEPT_BACK =
      Pattern.compile(
          "(?:.*/)?(?:\\.npmrc|\\.yarnrc|\\.yarnrc\\.yml|\\.?pnpmfile\\.[cm]?js|bunfig\\.toml"
              + "|\\.yarn/(?!patches/).*)");

  /** Of pnpm-workspace.yaml (pnpm.io/settings) what says which packages, and nothing that runs. */
  private static final Set<String> PNPM_KEYS =
      Set.of(
          "packages",
          "catalog",
          "catalogs",
          "overrides",
          "packageExtensions",
          "patchedDependencies",
          "peerDependencyRules",
          "autoInstallPeers",
          "linkWorkspacePackages",
          "allowNonAppliedPatches",
          "allowUnusedPatches");

  private static final YAMLMapper YAML = new YAMLMapper();

  private InstallFiles() {}

  static boolean mayBeSeen(String path) {
    return !KEPT_BACK.matcher(path).matches();
  }

  /**
   * @param text of pnpm-workspace.yaml
   */
  static String pnpmWorkspace(String text) throws JsonProcessingException {
    if (YAML.readTree(text) instanceof ObjectNode settings) {
      return YAML.writeValueAsString(settings.retain(PNPM_KEYS));
    }
    return "";
  }
}
