package dev.freehold.app;

import java.time.Instant;

/**
 * What someone agreed to once for an app.
 *
 * @param detail what exactly, where the kind alone doesn't say it: the host of a consent to reach
 *     it
 * @param givenBy who, as the history shows it
 */
public record Consent(Kind kind, String detail, String givenBy, Instant givenAt) {
  /** Before the hosts, with commas between them, where a consent is named in a request. */
  public static final String NETWORK = "network:";

  /** The same before names of scripts. */
  public static final String SCRIPTS = "scripts:";

  /** The same before hosts that visitors' requests are passed on to. */
  public static final String PROXY = "proxy:";

  /** Each is asked for and recorded on its own. */
  public enum Kind {
    /** Installing and building this app, which runs code before its plan is approved. */
    BUILD,
    /** Doing that without a sandbox. */
    UNSANDBOXED,
    /** Going live without a look at the page, where no browser can take it. */
    NO_RENDER_CHECK,
    /** Reaching a host from within the build. */
    NETWORK,
    /** Passing on to a host what visitors send. */
    PROXY,
    /** Running a script of a package, or of the app's own, that an install would run. */
    SCRIPT
  }
}
