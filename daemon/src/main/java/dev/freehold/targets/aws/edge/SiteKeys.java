package dev.freehold.targets.aws.edge;

import dev.freehold.detect.Serving;
import dev.freehold.release.Artifact;
import dev.freehold.targets.aws.edge.SiteObject.Content;
import dev.freehold.targets.site.ContentTypes;
import dev.freehold.targets.site.EnvScript;
import dev.freehold.targets.site.OwnPage;
import dev.freehold.targets.site.RetiredWorker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a release's files are in the bucket, so that the function finds them without a list. */
public final class SiteKeys {
  /** The page for what is not there, of whatever release is live. */
  public static final String NOT_FOUND = "e/404.html";

  /** Where hashed files of all releases are. */
  public static final String SHARED = "a/";

  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASKED_AGAIN = "public, max-age=0, must-revalidate";

  /** For the edge, where the address has the release in it; the function takes it out. */
  private static final String AT_THE_EDGE = ASKED_AGAIN + ", s-maxage=31536000";

  private static final String SCRIPT = "text/javascript; charset=utf-8";

  private final Serving serving;
  private final Addresses addresses;
  private final OwnHeaders headers;

  /**
   * @param workers paths at which browsers may keep a service worker of an earlier release
   */
  public SiteKeys(Artifact artifact, Set<String> workers) {
    serving = artifact.serving();
    addresses = new Addresses(artifact, workers);
    headers = new OwnHeaders(serving.headers());
  }

  public Rules rules() {
    return Rules.of(serving, addresses);
  }

  /** Names of headers that the app's own rules set and CloudFront does not let through. */
  public List<String> headersLeftOut() {
    return OwnHeaders.leftOut(serving.headers());
  }

  /** With a slash at their end. */
  public Set<String> hashedFolders() {
    return addresses.hashed().keySet().stream()
        .map(path -> path.substring(0, path.lastIndexOf('/') + 1))
        .collect(Collectors.toSet());
  }

  /**
   * All of a release. Those of {@link #notFound} and {@link #settings} are not of it.
   *
   * @param release its folder
   */
  public List<SiteObject> objects(String release) {
    var all = new ArrayList<SiteObject>();
    addresses
        .hashed()
        .forEach(
            (path, file) ->
                all.add(object(SHARED + path, path, file, FOR_EVER, headers.at(List.of(path)))));
    addresses
        .objects()
        .forEach((key, shown) -> all.add(document("r/" + release + "/" + key, shown)));
    if (!Addresses.isWhole(serving) && !headers.patterns().isEmpty()) {
      serving
          .spaFallback()
          .flatMap(addresses::file)
          .ifPresent(page -> all.addAll(fallbacks("f/" + release + "/", page)));
    }
    return List.copyOf(all);
  }

  private SiteObject document(String key, List<String> shown) {
    String path = Objects.requireNonNull(addresses.documents().get(shown.getFirst()));
    Map<String, String> own = headers.at(shown);
    return addresses
        .file(path)
        .map(file -> object(key, path, file, AT_THE_EDGE, own))
        .orElseGet(() -> script(key, RetiredWorker.SCRIPT, own, path));
  }

  /** What no browser keeps. */
  private static SiteObject script(
      String key, String text, Map<String, String> headers, String path) {
    var all = new LinkedHashMap<>(headers);
    all.put("cache-control", "no-store");
    return new SiteObject(
        key, new Content.Text(text), SCRIPT, AT_THE_EDGE, OwnHeaders.metadata(all, path));
  }

  /** The app's page under addresses that have headers of their own. */
  private List<SiteObject> fallbacks(String folder, Artifact.File page) {
    return headers.combinations().stream()
        .map(
            bits ->
                object(folder + bits + ".html", page.path(), page, AT_THE_EDGE, headers.at(bits)))
        .toList();
  }

  private static SiteObject object(
      String key,
      String path,
      Artifact.File file,
      String cacheControl,
      Map<String, String> headers) {
    return new SiteObject(
        key,
        new Content.Blob(file),
        ContentTypes.of(path),
        cacheControl,
        OwnHeaders.metadata(headers, path));
  }

  /** Its answer is an error, which the function does not see: it has no headers of its own. */
  public SiteObject notFound() {
    Content page =
        addresses
            .file("404.html")
            .<Content>map(Content.Blob::new)
            .orElseGet(() -> new Content.Text(OwnPage.NOT_FOUND.html()));
    return new SiteObject(
        NOT_FOUND, page, ContentTypes.of("404.html"), ASKED_AGAIN, Optional.empty());
  }

  /** Public variables of one revision. */
  public static SiteObject settings(String settings, Map<String, String> variables) {
    return script("s/" + settings + ".js", EnvScript.of(variables), Map.of(), EnvScript.PATH);
  }
}
