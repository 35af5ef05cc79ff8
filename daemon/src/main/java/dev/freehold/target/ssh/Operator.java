package dev.freehold.target.ssh;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who works on servers from here, as others who do are told: {@code ann@laptop}. */
final class Operator {
  static final String NAME = System.getProperty("user.name") + "@" + machine();

  private Operator() {}

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "unknown";
    }
  }
}
