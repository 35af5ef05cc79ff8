package dev.freehold.detect;

import dev.freehold.app.Overrides.Key;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Install;
import dev.freehold.detect.Detection.Manager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the app's dependencies are installed: by the manager that package.json names, otherwise by
 * the one whose lock file fits package.json, otherwise by npm.
 */
record PackageManager(Install install, Conclusion conclusion) {
  /** As corepack reads it (nodejs.org/api/packages.html, packageManager). */
  private static final Pattern DECLARED =
      Pattern.compile("(npm|pnpm|yarn|bun)@(\\d+)(?:\\.\\d+)*(?:[-+].*)?");

  private static final String PNPM_WORKSPACE = "pnpm-workspace.yaml";

  static PackageManager of(Project project, PackageJson manifest) {
    String folder = folder(project);
    AppFiles files = folder.equals(project.root()) ? project.files() : project.export();
    PackageJson of =
        folder.equals(project.root()) ? manifest : PackageJson.in(files).orElse(manifest);
    List<LockFile> locks = locks(project, files);
    Optional<Manager> said = project.overrides().of(Key.PACKAGE_MANAGER).map(PackageManager::named);
    if (said.isPresent()) {
      Optional<LockFile> own = of(said.get(), locks);
      return new PackageManager(
          new Install(
              said.get(),
              own.map(LockFile::version).orElseGet(() -> LockFile.usual(said.get())),
              folder,
              own.map(LockFile::path)),
          conclusion(said.get(), Conclusions.SET));
    }
    Matcher declared = DECLARED.matcher(of.text("packageManager"));
    if (declared.matches()) {
      return declared(declared, folder, files, locks, of);
    }
    Optional<LockFile> fits = locks.stream().filter(lock -> lock.fits(of)).findFirst();
    // npm makes the most of a lock file that is behind
    Optional<LockFile> chosen =
        fits.or(
            () -> locks.stream().min(Comparator.comparing(lock -> lock.manager() != Manager.NPM)));
    if (chosen.isEmpty() && files.has(PNPM_WORKSPACE) && !of.isWorkspaceRoot()) {
      return new PackageManager(
          new Install(Manager.PNPM, LockFile.usual(Manager.PNPM), folder, Optional.empty()),
          conclusion(
              Manager.PNPM,
              "there is no lock file, and only pnpm reads " + files.shown(PNPM_WORKSPACE)));
    }
    if (chosen.isEmpty()) {
      return new PackageManager(
          Install.npm(folder, Optional.empty()),
          conclusion(
              Manager.NPM,
              "there is no lock file, so the versions are the newest that "
                  + files.shown("package.json")
                  + " allows when they are installed"));
    }
    return with(chosen.get(), folder, files, locks, fits.isPresent() || chosen.get().isBinary());
  }

  private static PackageManager with(
      LockFile lock, String folder, AppFiles files, List<LockFile> all, boolean fits) {
    String behind = fits ? "" : ", which is behind " + files.shown("package.json");
    String others =
        all.stream()
            .filter(other -> other != lock)
            .map(LockFile::path)
            .collect(Collectors.joining(", "));
    return new PackageManager(
        new Install(lock.manager(), lock.version(), folder, Optional.of(lock.path())),
        conclusion(
            lock.manager(),
            "there is "
                + files.shown(lock.path())
                + behind
                + (others.isEmpty() ? "" : "; not read: " + others)));
  }

  private static PackageManager declared(
      Matcher declared, String folder, AppFiles files, List<LockFile> locks, PackageJson manifest) {
    Manager manager = named(declared.group(1));
    Optional<LockFile> lock = of(manager, locks);
    String reason =
        files.shown("package.json") + " names " + declared.group(1) + " as its packageManager";
    String version =
        lock.map(LockFile::version)
            .orElseGet(() -> LockFile.version(manager, Integer.parseInt(declared.group(2))));
    String state =
        lock.map(
                found ->
                    found.fits(manifest)
                        ? " and there is " + files.shown(found.path())
                        : ", and "
                            + files.shown(found.path())
                            + " is behind "
                            + files.shown("package.json"))
            .orElse(", and there is no lock file of it");
    return new PackageManager(
        new Install(manager, version, folder, lock.map(LockFile::path)),
        conclusion(manager, reason + state));
  }

  private static Manager named(String word) {
    return Manager.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Optional<LockFile> of(Manager manager, List<LockFile> locks) {
    return locks.stream().filter(lock -> lock.manager() == manager).findFirst();
  }

  /** The top of a workspace, unless the app in it has a lock file of its own. */
  private static String folder(Project project) {
    return LockFile.in(project.files()).isEmpty() && project.workspace().isPresent()
        ? ""
        : project.root();
  }

  /** Lovable itself installs with bun; its other lock files are left from older days. */
  private static List<LockFile> locks(Project project, AppFiles files) {
    var locks = new ArrayList<>(LockFile.in(files));
    if (Fingerprint.of(project).value().equals("lovable")) {
      locks.sort(Comparator.comparing(lock -> lock.manager() != Manager.BUN));
    }
    return locks;
  }

  private static Conclusion conclusion(Manager manager, String reason) {
    return new Conclusion("package manager", manager.word(), reason);
  }
}
