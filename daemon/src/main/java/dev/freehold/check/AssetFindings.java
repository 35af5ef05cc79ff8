package dev.freehold.check;

import dev.freehold.base.MachineError;
import dev.freehold.check.Finding.Severity;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Says which files of the app are still at its builder only, and how to bring them. */
public final class AssetFindings {
  private static final String CODE = "check.builder-asset";

  /** An app may have hundreds of pictures. */
  private static final int MOST_FILES = 20;

  private static final long LARGEST_HINT = 256 << 10;

  /** Files in which an owner writes down where the app is. */
  private static final Pattern HINTS =
      Pattern.compile(
          "(?:.*/)?(?:README\\.md|index\\.html|package\\.json|vite\\.config\\.\\w+"
              + "|\\.lovable/[^/]+\\.json|__root\\.tsx)");

  private static final Pattern PUBLISHED =
      Pattern.compile("https://((?!oauth\\.)[A-Za-z0-9-]+\\.lovable\\.app)(?![A-Za-z0-9-])");

  private static final Pattern PROJECT =
      Pattern.compile("https://lovable\\.dev/projects/([0-9a-f-]{36})(?![0-9a-f-])");

  private AssetFindings() {}

  /**
   * @param findings what was to be brought and could not be
   * @param readings what nobody said where to bring it from; the address is the trace
   */
  public record Result(List<Finding> findings, List<Reading> readings) {}

  /**
   * @param missing as {@link BuilderAssets#missing} found them
   * @param refused why one was not brought, by its address
   * @return {@code check.builder-asset}, one for each file that names one
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public static Result of(FileTree tree, List<BuilderAsset> missing, Map<String, String> refused) {
    var byFile = new TreeMap<String, List<BuilderAsset>>();
    missing.forEach(
        asset -> byFile.computeIfAbsent(asset.file(), _ -> new ArrayList<>()).add(asset));
    var findings = new ArrayList<Finding>();
    var readings = new ArrayList<Reading>();
    String source = byFile.isEmpty() ? "" : source(tree, missing);
    int more = Math.max(0, byFile.size() - MOST_FILES);
    byFile.values().stream()
        .limit(MOST_FILES)
        .forEach(
            assets -> {
              Optional<BuilderAsset> failed =
                  assets.stream().filter(asset -> refused.containsKey(asset.address())).findFirst();
              if (failed.isPresent()) {
                String why = refused.getOrDefault(failed.get().address(), "");
                findings.add(refused(failed.get(), why, more));
              } else {
                readings.add(
                    new Reading(
                        left(assets.getFirst(), assets.size() - 1, source, more),
                        assets.getFirst().address()));
              }
            });
    return new Result(List.copyOf(findings), List.copyOf(readings));
  }

  private static Finding left(BuilderAsset asset, int others, String source, int moreFiles) {
    return finding(
        Severity.INFO,
        "left-at-builder",
        asset,
        place(asset)
            + (others == 0 ? "" : " and " + others + " more")
            + ", which only Lovable's hosting answers: visitors here do not get it."
            + more(moreFiles),
        "Bring it from where Lovable still answers: freehold app set asset-source="
            + source
            + " (or the address at which Lovable publishes the app). Then deploy again.");
  }

  private static Finding refused(BuilderAsset asset, String why, int moreFiles) {
    return finding(
        Severity.WARNING,
        "not-brought",
        asset,
        place(asset) + ", which could not be brought: " + why + more(moreFiles),
        "Look at that address in a browser. If the app is published elsewhere, or the project is"
            + " private, set another one: freehold app set asset-source=https://... . Or put the"
            + " file at "
            + asset.path()
            + ".");
  }

  private static String more(int files) {
    return files == 0 ? "" : " So do " + files + " more files that are not listed.";
  }

  private static String place(BuilderAsset asset) {
    return asset.file()
        + " line "
        + asset.line()
        + (asset.pointer() ? " stands for " : " shows ")
        + asset.name();
  }

  private static Finding finding(
      Severity severity, String rule, BuilderAsset asset, String message, String remedy) {
    return new Finding(
        FindingId.plain(CODE, asset.file()),
        severity,
        CODE,
        rule,
        asset.file(),
        asset.line(),
        message,
        remedy);
  }

  /** Where the app is published, if the sources say so; or its preview. */
  private static String source(FileTree tree, List<BuilderAsset> missing) {
    List<String> texts =
        tree.entries().stream()
            .filter(e -> e.size() <= LARGEST_HINT && HINTS.matcher(e.path()).matches())
            .map(entry -> text(tree, entry.path()))
            .toList();
    return first(texts, PUBLISHED)
        .or(() -> missing.stream().flatMap(a -> a.host().stream()).findFirst())
        .or(() -> first(texts, PROJECT).map(BuilderAssets::preview))
        .map(host -> "https://" + host)
        .orElse("https://YOUR-APP.lovable.app");
  }

  private static Optional<String> first(List<String> texts, Pattern pattern) {
    return texts.stream()
        .flatMap(text -> pattern.matcher(text).results())
        .map(found -> found.group(1))
        .findFirst();
  }

  private static String text(FileTree tree, String path) {
    try (InputStream in = tree.open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw MachineError.io("Looking for the app's address in " + path, e);
    }
  }
}
