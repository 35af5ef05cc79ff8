package dev.freehold.detect;

import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Install;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the app's dependencies are installed. */
record PackageManager(Install install, Conclusion conclusion) {
  /** npm prefers the shrinkwrap (docs.npmjs.com, npm-shrinkwrap.json). */
  private static final List<String> NPM = List.of("npm-shrinkwrap.json", "package-lock.json");

  private static final Map<String, String> OTHERS = new LinkedHashMap<>();

  static {
    OTHERS.put("pnpm-lock.yaml", "pnpm");
    OTHERS.put("yarn.lock", "yarn");
    OTHERS.put("bun.lock", "bun");
    OTHERS.put("bun.lockb", "bun");
  }

  /**
   * @throws UserError {@code detect.unsupported-package-manager}, {@code detect.no-lock-file},
   *     {@code detect.unsupported-workspace}
   */
  static PackageManager of(Project project, PackageJson manifest) {
    AppFiles files = project.files();
    manifest
        .packageManager()
        .filter(name -> !name.equals("npm"))
        .ifPresent(
            name -> {
              throw unsupported(
                  name, project.manifestPath() + " says \"packageManager\": \"" + name + "\"");
            });
    List<String> others = OTHERS.keySet().stream().filter(files::has).toList();
    List<String> locks = NPM.stream().filter(files::has).toList();
    if (locks.isEmpty()) {
      throw withoutNpmLock(project, others);
    }
    String lock = locks.getFirst();
    String ignored =
        others.isEmpty()
            ? ""
            : "; ignored, as npm does not read them: " + String.join(", ", others);
    return new PackageManager(
        new Install("npm", lock),
        new Conclusion("package manager", "npm", "there is " + files.shown(lock) + ignored));
  }

  private static UserError withoutNpmLock(Project project, List<String> others) {
    AppFiles files = project.files();
    if (!others.isEmpty()) {
      String lock = others.getFirst();
      return unsupported(
          OTHERS.getOrDefault(lock, lock), files.shown(lock) + " is its only lock file");
    }
    if (!project.root().isEmpty()
        && PackageJson.in(project.export()).filter(PackageJson::isWorkspaceRoot).isPresent()) {
      return new UserError(
          "detect.unsupported-workspace",
          project.root()
              + " is part of a workspace: package.json at the top names workspaces, and "
              + project.root()
              + " has no lock file of its own.",
          "Give the app its own lock file: in "
              + project.root()
              + " run npm install --package-lock-only --workspaces=false, and commit it.");
    }
    return new UserError(
        "detect.no-lock-file",
        "There is no lock file beside "
            + project.manifestPath()
            + ", so two installs could bring different packages.",
        "Run npm install --package-lock-only in the app's folder and commit package-lock.json.");
  }

  private static UserError unsupported(String manager, String proof) {
    return new UserError(
        "detect.unsupported-package-manager",
        "The app is installed with " + manager + ", which Freehold can't run yet: " + proof + ".",
        "Make an npm lock file (npm install --package-lock-only), commit it, and take the"
            + " packageManager line out of package.json if there is one.");
  }
}
