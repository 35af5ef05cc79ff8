package dev.freehold.app;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Adaptations that are made only when the owner asks for them. */
public enum Offer {
  /** The scripts, counter and badge that the builder put into the page are taken out. */
  NO_BUILDER_TELEMETRY("no-builder-telemetry"),
  /** The app's builds reach the network. */
  BUILD_NETWORK("build-network"),
  /** Code that runs in the build gets stand-ins for secrets. */
  PLACEHOLDERS("placeholders"),
  /** Packages come from this machine's registry, whatever the app's settings say. */
  PUBLIC_REGISTRY("public-registry"),
  /** Variables that the app's configuration writes into the page have their values in the build. */
  BAKED_VARIABLES("baked-variables"),
  /** Files in the builder's storage are kept with the app, and its pages ask for these. */
  BUILDER_FILES("builder-files");

  private final String id;

  Offer(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }

  /** Their ids, between {@code separator}. */
  static String ids(String separator) {
    return Arrays.stream(values()).map(Offer::id).collect(Collectors.joining(separator));
  }
}
