package dev.freehold.check;

import dev.freehold.base.Sha256;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A picture or another file that only the builder's hosting or storage has.
 *
 * @param address as the app writes it: {@code /__l5e/assets-v1/ID/logo.png}, which it asks of its
 *     own host, or a whole one
 * @param served the path of the file for visitors, without escapes
 * @param path where the file has to be in the sources to be published at that address
 * @param file which names it
 * @param line from 1
 * @param pointer whether that file is nothing but the stand-in for this one
 * @param size in bytes, if it is said
 * @param type media type, or empty if none is said
 * @param host that answers for it before the app is published, if it is said
 */
public record BuilderAsset(
    String address,
    String served,
    String path,
    String file,
    int line,
    boolean pointer,
    OptionalLong size,
    String type,
    Optional<Sha256> sha256,
    Optional<String> host) {
  public String name() {
    return served.substring(served.lastIndexOf('/') + 1);
  }

  /** Scheme and host of a whole address; empty where another host has to be said. */
  public Optional<URI> origin() {
    return isWhole()
        ? Optional.of(URI.create(address).resolve("/"))
            .map(root -> URI.create(root.toString().replaceFirst("/$", "")))
        : Optional.empty();
  }

  /** The path at the host that has it, without escapes. */
  public String asked() {
    return isWhole() ? URI.create(address).getPath() : served;
  }

  private boolean isWhole() {
    return !address.startsWith("/");
  }
}
