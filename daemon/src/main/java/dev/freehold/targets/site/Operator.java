package dev.freehold.targets.site;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who works from here, as others who work there are told: {@code ann@laptop}. */
public final class Operator {
  public static final String NAME = System.getProperty("user.name") + "@" + machine();

  private Operator() {}

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "unknown";
    }
  }
}
