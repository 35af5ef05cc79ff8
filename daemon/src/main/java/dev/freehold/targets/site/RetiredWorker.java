package dev.freehold.targets.site;

import java.util.regex.Pattern;

/**
 * What stands where an earlier release had a service worker and the live one has none. Browsers
 * keep a worker whose address is gone, and with it the release that it came with; this one takes
 * its place, ends and has its pages loaded anew.
 */
public final class RetiredWorker {
  /** The scripts on servers find them by the same names. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:.*/)?(?:sw|[^/]*[-_.]sw|sw[-_.][^/]*|[^/]*service[-_]?worker[^/]*|ngsw-worker"
              + "|OneSignalSDK(?:Updater)?Worker)\\.m?js");

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
    return NAME.matcher(path).matches();
  }
}
