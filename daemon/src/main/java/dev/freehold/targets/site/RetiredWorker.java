package dev.freehold.targets.site;

import java.util.regex.Pattern;

/**
 * What stands where an earlier release had a service worker and the live one has none. Browsers
 * keep a worker whose address is gone, and with it the release that it came with; this one takes
 * its place, ends and has its pages loaded anew.
 */
public final class RetiredWorker {
  /** Of a whole path, in the words that web servers know too. */
  public static final String NAME =
      "(?i)^(?:.*/)?(?:sw|[^/]*[-_.]sw|sw[-_.][^/]*|[^/]*service[-_]?worker[^/]*|ngsw-worker"
          + "|OneSignalSDK(?:Updater)?Worker)[.]m?js$";

  /** What browsers say when they ask for the script of a worker, whatever its name is. */
  public static final String HEADER = "Service-Worker";

  public static final String VALUE = "script";

  private static final Pattern NAMED = Pattern.compile(NAME);

  /** A page that has no worker yet is not loaded anew, however often it asks for this one. */
  public static final String SCRIPT =
      """
      // This release has no service worker. This one ends that of an earlier release.
      self.addEventListener('install', () => self.skipWaiting());
      self.addEventListener('activate', (event) => {
        event.waitUntil(
          self.registration
            .unregister()
            .then(() => self.clients.matchAll({ type: 'window' }))
            .then((pages) => {
              for (const page of pages) page.navigate(page.url).catch(() => {});
            }),
        );
      });
      """;

  private RetiredWorker() {}

  /**
   * @param path of a file of an earlier release
   */
  public static boolean couldBe(String path) {
    return NAMED.matcher(path).matches();
  }
}
