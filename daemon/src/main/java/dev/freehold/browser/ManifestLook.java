package dev.freehold.browser;

import dev.freehold.base.MachineError;
import dev.freehold.file.WrittenFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads what a browser would read. */
final class ManifestLook {
  private final WrittenFiles written;
  private final Path script;

  /**
   * @param script the program that the manifest should name
   */
  ManifestLook(WrittenFiles written, Path script) {
    this.written = written;
    this.script = script;
  }

  Registered look(Browser browser) {
    Path file = browser.manifest();
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return NativeHost.registered(
          browser, ManifestState.MISSING, "There is no host manifest at " + file + ".");
    }
    Optional<HostManifest> manifest = read(file).flatMap(HostManifest::parse);
    if (manifest.isEmpty()) {
      return NativeHost.registered(
          browser, ManifestState.FOREIGN, file + " is no host manifest that can be read.");
    }
    return found(browser, file, manifest.get());
  }

  private Registered found(Browser browser, Path file, HostManifest manifest) {
    boolean allows = manifest.allowsTheExtension();
    String program = manifest.path();
    if (!written.has(file) || !program.equals(script.toString())) {
      return new Registered(
          browser,
          ManifestState.FOREIGN,
          file + " was not written by this Freehold; it starts " + program + ".",
          allows);
    }
    if (!isProgram(script)) {
      return broken(browser, file + " starts " + script, allows);
    }
    Optional<Path> launcher = read(script).flatMap(HostScript::launcher);
    if (launcher.isPresent() && !isProgram(launcher.get())) {
      return broken(browser, script + " starts " + launcher.get(), allows);
    }
    for (Path ours : List.of(file, script)) {
      if (!written.isUnchanged(ours)) {
        return new Registered(
            browser, ManifestState.CHANGED, ours + " was changed since Freehold wrote it.", allows);
      }
    }
    return new Registered(browser, ManifestState.INSTALLED, "It starts " + script + ".", allows);
  }

  private static Registered broken(Browser browser, String starts, boolean allows) {
    return new Registered(
        browser,
        ManifestState.BROKEN,
        starts + ", which is not there or can't be executed.",
        allows);
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (CharacterCodingException notText) {
      return Optional.empty();
    } catch (IOException e) {
      throw MachineError.io("Reading " + file, e);
    }
  }
}
