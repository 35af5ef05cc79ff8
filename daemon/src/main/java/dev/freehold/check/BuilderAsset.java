package dev.freehold.check;

import dev.freehold.base.Sha256;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A picture or another file that the app asks of its own address, and that only the builder's
 * hosting has.
 *
 * @param address path as the app writes it: {@code /__l5e/assets-v1/ID/logo.png}
 * @param served the same without escapes: the path of the file for visitors
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

  /** Whether a file at this path of the sources is published at the address. */
  public boolean isAt(String path) {
    return ("/" + path).endsWith(served);
  }
}
