package dev.freehold.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Install;
import java.util.List;
import java.util.Optional;

/**
 * How the app's dependencies are installed: by npm, exactly as its lock file says where that is
 * there and fits, otherwise as package.json allows.
 */
record PackageManager(Install install, Conclusion conclusion) {
  /** npm prefers the shrinkwrap (docs.npmjs.com, npm-shrinkwrap.json). */
  private static final List<String> NPM = List.of("npm-shrinkwrap.json", "package-lock.json");

  private static final List<String> OTHERS =
      List.of("bun.lock", "bun.lockb", "pnpm-lock.yaml", "yarn.lock");

  private static final List<String> GROUPS =
      List.of("dependencies", "devDependencies", "optionalDependencies");

  /**
   * @throws UserError {@code detect.unsupported-workspace}
   */
  static PackageManager of(Project project, PackageJson manifest) {
    AppFiles files = project.files();
    List<String> others = OTHERS.stream().filter(files::has).toList();
    Optional<String> lock = NPM.stream().filter(files::has).findFirst();
    if (lock.isEmpty()) {
      refuseWorkspace(project, others);
      return new PackageManager(
          new Install("npm", Optional.empty()),
          new Conclusion("package manager", "npm", withoutLock(project, others)));
    }
    String fits =
        fits(files, lock.get(), manifest) ? "" : ", which is behind " + project.manifestPath();
    String ignored =
        others.isEmpty()
            ? ""
            : "; ignored, as npm does not read them: " + String.join(", ", others);
    return new PackageManager(
        new Install("npm", lock),
        new Conclusion(
            "package manager", "npm", "there is " + files.shown(lock.get()) + fits + ignored));
  }

  private static String withoutLock(Project project, List<String> others) {
    return others.isEmpty()
        ? "there is no lock file, so the versions are the newest that "
            + project.manifestPath()
            + " allows when they are installed"
        : "it installs what "
            + project.manifestPath()
            + " allows; "
            + String.join(", ", others)
            + " is another package manager's and is not read";
  }

  /** Whether the lock is of these very dependencies, as far as its first entry tells. */
  private static boolean fits(AppFiles files, String lock, PackageJson manifest) {
    try {
      JsonNode root =
          Json.mapper().readTree(files.text(lock).orElse("{}")).at("/packages").path("");
      return root.isMissingNode()
          || GROUPS.stream().allMatch(group -> same(root.path(group), manifest.group(group)));
    } catch (JsonProcessingException e) {
      // the install says what is wrong with it
      return true;
    }
  }

  private static boolean same(JsonNode locked, JsonNode wanted) {
    return locked.isEmpty() ? wanted.isEmpty() : locked.equals(wanted);
  }

  private static void refuseWorkspace(Project project, List<String> others) {
    if (others.isEmpty()
        && !project.root().isEmpty()
        && PackageJson.in(project.export()).filter(PackageJson::isWorkspaceRoot).isPresent()) {
      throw new UserError(
          "detect.unsupported-workspace",
          project.root()
              + " is part of a workspace: package.json at the top names workspaces, and "
              + project.root()
              + " has no lock file of its own.",
          "Give the app its own lock file: in "
              + project.root()
              + " run npm install --package-lock-only --workspaces=false, and commit it.");
    }
  }
}
