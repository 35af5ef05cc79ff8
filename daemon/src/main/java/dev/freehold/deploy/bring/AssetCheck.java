package dev.freehold.deploy.bring;

import dev.freehold.base.Sha256;
import dev.freehold.check.BuilderAsset;
import dev.freehold.file.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Whether bytes are what the sources say of a file of the builder. */
final class AssetCheck {
  private final BuilderAsset asset;
  private final long size;
  private final Bytes bytes;

  /** How a sentence names the bytes. */
  private final String subject;

  @FunctionalInterface
  private interface Bytes {
    InputStream open() throws IOException;
  }

  private AssetCheck(BuilderAsset asset, long size, Bytes bytes, String subject) {
    this.asset = asset;
    this.size = size;
    this.bytes = bytes;
    this.subject = subject;
  }

  /** What a host sent, about which nothing is known but what the sources say. */
  static void ofFetched(BuilderAsset asset, Path file) throws RefusedAsset, IOException {
    var check =
        new AssetCheck(asset, Files.size(file), () -> Files.newInputStream(file), "What came");
    byte[] head = check.head();
    check.refuseNothing();
    check.refusePage(head);
    check.refuseUnlike(head);
    if (asset.type().isEmpty() && Content.type(head).isEmpty()) {
      throw RefusedAsset.because("What came is no picture, font, sound or film.");
    }
  }

  /** What is in sources already: only what is plainly wrong is refused. */
  static void ofKept(BuilderAsset asset, FileTree tree, FileTree.Entry entry)
      throws RefusedAsset, IOException {
    var check =
        new AssetCheck(
            asset, entry.size(), () -> tree.open(entry.path()), "What is at " + entry.path());
    byte[] head = check.head();
    if (!asset.name().toLowerCase(Locale.ROOT).matches(".*\\.html?")) {
      check.refusePage(head);
    }
    if (asset.pointer()) {
      check.refuseNothing();
      check.refuseUnlike(head);
    }
  }

  private void refuseNothing() throws RefusedAsset {
    if (size == 0) {
      throw RefusedAsset.because(subject + " is empty.");
    }
  }

  private void refusePage(byte[] head) throws RefusedAsset {
    if (Content.isPage(head)) {
      throw RefusedAsset.because(subject + " is an HTML page.");
    }
  }

  private void refuseUnlike(byte[] head) throws RefusedAsset, IOException {
    long said = asset.size().orElse(size);
    if (said != size) {
      throw RefusedAsset.because(
          "%s has %d bytes, and the pointer says %d.".formatted(subject, size, said));
    }
    boolean fits = Content.type(head).map(type -> Content.fits(type, asset.type())).orElse(false);
    if (Content.isKnownByContent(asset.type()) && !fits) {
      throw RefusedAsset.because(subject + " is not " + asset.type() + ", as the pointer says.");
    }
    if (asset.sha256().isPresent() && !asset.sha256().get().equals(sha256())) {
      throw RefusedAsset.because(subject + " has another SHA-256 than the pointer says.");
    }
  }

  private byte[] head() throws IOException {
    try (InputStream in = bytes.open()) {
      return in.readNBytes(Content.HEAD);
    }
  }

  private Sha256 sha256() throws IOException {
    try (InputStream in = bytes.open()) {
      return Sha256.of(in);
    }
  }
}
