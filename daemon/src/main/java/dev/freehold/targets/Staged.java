package dev.freehold.targets;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.URI;
import java.util.Map;

/**
 * A release that is addressable and not live.
 *
 * @param connect where to connect, and by which scheme: {@code http://127.0.0.1:7420}; the
 *     certificate behind {@code https} must be one that the system trusts
 * @param host value of the Host header, because {@code *.localhost} does not resolve in Java
 * @param headers that its own requests need, such as a key that lets this machine past a door;
 *     never sent to anybody else, and never written down
 */
public record Staged(URI connect, String host, @JsonIgnore Map<String, String> headers) {
  public Staged {
    headers = headers == null ? Map.of() : Map.copyOf(headers);
  }

  public Staged(URI connect, String host) {
    this(connect, host, Map.of());
  }

  public Staged with(Map<String, String> more) {
    return new Staged(connect, host, more);
  }

  @Override
  public String toString() {
    return "Staged[" + connect + ", " + host + "]";
  }
}
