package dev.freehold.check;

/**
 * A place in the sources that names a file in a builder's storage by its whole address.
 *
 * @param builder as people call it
 * @param store host and folders that all files of this storage share: {@code
 *     media.base44.com/images/public/}
 * @param address without what follows a question mark, escapes as in the text
 * @param line from 1
 */
public record StoredFile(
    String builder, String store, String address, Use use, String file, int line) {
  /** What the code does with the address. */
  public enum Use {
    /** The page loads it, so another address of the same file does as well. */
    LOADED,
    /** It is only a part of a longer address or text. */
    PART,
    /** It is read outside of the page, where only a whole address leads back to the app. */
    OUTSIDE
  }

  public boolean isLoaded() {
    return use == Use.LOADED;
  }

  public String name() {
    return address.substring(address.lastIndexOf('/') + 1);
  }
}
