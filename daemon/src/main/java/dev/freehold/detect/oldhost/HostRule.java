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
   * @param from the paths, as the rule names them
   * @param host scheme and host
   */
  record Proxy(Place place, String from, String host) implements HostRule {}

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
