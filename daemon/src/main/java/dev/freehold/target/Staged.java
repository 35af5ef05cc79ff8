package dev.freehold.target;

import java.net.URI;

/**
 * A release that is addressable and not live.
 *
 * @param connect where to connect: {@code http://127.0.0.1:7420}
 * @param host value of the Host header, because {@code *.localhost} does not resolve in Java
 */
public record Staged(URI connect, String host) {}
