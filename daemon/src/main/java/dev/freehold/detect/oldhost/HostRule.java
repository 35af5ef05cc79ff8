package dev.freehold.detect.oldhost;

/** What a rule that was written for another host comes to here. */
public sealed interface HostRule {
  Place place();

  record Moved(Place place, Redirect redirect) implements HostRule {}

  record Header(Place place, HeaderRule header) implements HostRule {}

  /**
   * Addresses that match no file answer a page.
   *
   * @param page public path, {@code index.html}
   */
  record Fallback(Place place, String page) implements HostRule {}

  /**
   * Another host answered.
   *
   * @param prefix of the paths, with a slash at its end
   * @param host by its public name; it is reached with https
   * @param path of that host in place of the prefix, with a slash at its end
   * @param overFiles whether it answered also where there is a file
   */
  record Proxy(Place place, String prefix, String host, String path, boolean overFiles)
      implements HostRule {}

  /**
   * Nothing to take over, because it is so here anyhow.
   *
   * @param how the end of a sentence that begins with the rule
   */
  record SoAnyhow(Place place, String how) implements HostRule {}

  /**
   * @param why one sentence without its full stop
   */
  record NotTaken(Place place, String why) implements HostRule {}
}
