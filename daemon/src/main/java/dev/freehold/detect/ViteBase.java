package dev.freehold.detect;

import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the page of a Vite app asks for its files (vite.dev/config/shared-options, base). */
final class ViteBase {
  private static final String ROOT_ADDRESS = "root-address";
  private static final Pattern CODE =
      Pattern.compile("(?:src/|app/)?.*\\.(?:[cm]?[jt]sx?|vue|svelte)");

  /** Pages with addresses of more than one step, drawn by the page itself. */
  private static final Pattern DEEP_LINKS =
      Pattern.compile(
          "\\b(?:BrowserRouter|createBrowserRouter|createWebHistory|createRouter|wouter"
              + "|history\\.pushState)\\b");

  private ViteBase() {}

  /** A page below another path: at the root of a host its files are not found. */
  static Optional<Conclusion> told(Project project) {
    return project
        .vite()
        .base()
        .map(
            base ->
                new Conclusion(
                    "base",
                    base,
                    "the Vite config makes the page ask for its files below "
                        + base
                        + "; at the root of a host they will not be found"));
  }

  /** With a base of "./", a page opened at /a/b looks for its files below /a. */
  static Optional<Adaptation> adaptation(Project project) {
    if (!project.vite().hasRelativeBase()) {
      return Optional.empty();
    }
    return project.files().paths().stream()
        .filter(path -> CODE.matcher(path).matches())
        .filter(
            path ->
                DEEP_LINKS
                    .matcher(SourceMask.withoutComments(project.files().text(path).orElse("")))
                    .find())
        .findFirst()
        .map(
            path ->
                new Adaptation(
                    ROOT_ADDRESS,
                    project.vite().path().orElse("the Vite config")
                        + " sets a relative base, and "
                        + project.files().shown(path)
                        + " draws pages at deeper addresses, where the page would not find its"
                        + " files; it is built for the root of its own host"));
  }
}
