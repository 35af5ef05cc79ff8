package dev.freehold.targets.site;

import dev.freehold.targets.Site;
import java.util.List;
import java.util.regex.Pattern;

/** Host names of sites. {@code *.localhost} is this machine in browsers and curl (RFC 6761). */
public final class HostNames {
  private static final String SUFFIX = ".localhost";
  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern RELEASE = Pattern.compile("v[1-9][0-9]{0,8}");

  private HostNames() {}

  /** Whether it can be part of a host name, and so of a path here. */
  public static boolean isLabel(String name) {
    return LABEL.matcher(name).matches();
  }

  public static boolean isReleaseName(String name) {
    return RELEASE.matcher(name).matches();
  }

  /** {@code guestbook.localhost}, {@code staging.guestbook.localhost}. */
  public static String of(Site site) {
    return site.environment().equals(Site.PRODUCTION) ? site.app() + SUFFIX : full(site);
  }

  /** {@code v3.production.guestbook.localhost}. */
  public static String staged(Site site, String releaseName) {
    return releaseName + "." + full(site);
  }

  private static String full(Site site) {
    return site.environment() + "." + site.app() + SUFFIX;
  }

  /** What a host name stands for. */
  public sealed interface Meaning {
    record Live(Site site) implements Meaning {}

    record Staged(Site site, String releaseName) implements Meaning {}

    /** This machine, by a name that any program on it has. */
    record Loopback() implements Meaning {}

    record Unknown() implements Meaning {}
  }

  /**
   * @param host in lower case, without a port
   */
  public static Meaning meaning(String host) {
    if (host.equals("127.0.0.1") || host.equals("localhost")) {
      return new Meaning.Loopback();
    }
    if (!host.endsWith(SUFFIX)) {
      return new Meaning.Unknown();
    }
    List<String> labels =
        List.of(host.substring(0, host.length() - SUFFIX.length()).split("\\.", -1));
    if (!labels.stream().allMatch(HostNames::isLabel)) {
      return new Meaning.Unknown();
    }
    return switch (labels.size()) {
      case 1 -> new Meaning.Live(new Site(labels.getFirst(), Site.PRODUCTION));
      case 2 -> new Meaning.Live(new Site(labels.get(1), labels.getFirst()));
      case 3 ->
          isReleaseName(labels.getFirst())
              ? new Meaning.Staged(new Site(labels.get(2), labels.get(1)), labels.getFirst())
              : new Meaning.Unknown();
      default -> new Meaning.Unknown();
    };
  }
}
