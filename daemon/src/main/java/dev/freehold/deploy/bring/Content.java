package dev.freehold.deploy.bring;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a file is by its first bytes, whatever its name and its sender say. */
final class Content {
  static final int HEAD = 1024;

  private static final Pattern PAGE =
      Pattern.compile(
          "(?is)^(?:\u00ef\u00bb\u00bf)?\\s*(?:<!--.*?-->\\s*)*<(?:!doctype"
              + " html|html|head|body)\\b.*");
  private static final Pattern DRAWING =
      Pattern.compile(
          "(?is)^(?:\u00ef\u00bb\u00bf)?\\s*(?:<\\?xml.*?\\?>\\s*)?(?:<!--.*?-->\\s*)*"
              + "(?:<!doctype svg[^>]*>\\s*)?(?:<!--.*?-->\\s*)*<svg\\b.*");

  /**
   * @param at where the mark begins
   * @param mark one letter for each byte
   */
  private record Mark(String type, int at, String mark) {}

  /** From the formats' own specifications; the first that fits counts. */
  private static final List<Mark> MARKS =
      List.of(
          new Mark("image/png", 0, "\u0089PNG\r\n\u001a\n"),
          new Mark("image/jpeg", 0, "\u00ff\u00d8\u00ff"),
          new Mark("image/gif", 0, "GIF8"),
          new Mark("image/webp", 8, "WEBP"),
          new Mark("image/avif", 4, "ftypavi"),
          new Mark("image/heic", 4, "ftyphei"),
          new Mark("image/heic", 4, "ftypmif1"),
          new Mark("image/bmp", 0, "BM"),
          new Mark("image/x-icon", 0, "\u0000\u0000\u0001\u0000"),
          new Mark("image/tiff", 0, "II*\u0000"),
          new Mark("image/tiff", 0, "MM\u0000*"),
          new Mark("font/woff2", 0, "wOF2"),
          new Mark("font/woff", 0, "wOFF"),
          new Mark("font/ttf", 0, "\u0000\u0001\u0000\u0000"),
          new Mark("font/otf", 0, "OTTO"),
          new Mark("audio/mp4", 4, "ftypM4A"),
          new Mark("video/mp4", 4, "ftyp"),
          new Mark("video/webm", 0, "\u001aE\u00df\u00a3"),
          new Mark("audio/mpeg", 0, "ID3"),
          new Mark("audio/mpeg", 0, "\u00ff\u00fb"),
          new Mark("audio/mpeg", 0, "\u00ff\u00f3"),
          new Mark("audio/mpeg", 0, "\u00ff\u00f2"),
          new Mark("audio/aac", 0, "\u00ff\u00f1"),
          new Mark("audio/ogg", 0, "OggS"),
          new Mark("audio/flac", 0, "fLaC"),
          new Mark("audio/wav", 8, "WAVE"),
          new Mark("application/pdf", 0, "%PDF-"),
          new Mark("model/gltf-binary", 0, "glTF"));

  private Content() {}

  static boolean isPage(byte[] head) {
    return PAGE.matcher(letters(head)).matches();
  }

  /** Empty for what is none of the kinds that pages show. */
  static Optional<String> type(byte[] head) {
    String letters = letters(head);
    if (DRAWING.matcher(letters).matches()) {
      return Optional.of("image/svg+xml");
    }
    return MARKS.stream()
        .filter(mark -> letters.startsWith(mark.mark(), mark.at()))
        .map(Mark::type)
        .findFirst();
  }

  /** {@code image} of {@code image/png}. */
  static String family(String type) {
    return type.toLowerCase(Locale.ROOT).split("/", 2)[0].strip();
  }

  /** Whether a file of such a type is known by its first bytes. */
  static boolean isKnownByContent(String type) {
    return List.of("image", "font", "video", "audio").contains(family(type));
  }

  /** Sound and film share their containers. */
  static boolean fits(String found, String said) {
    String one = family(found);
    String other = family(said);
    return one.equals(other) || isFilm(one) && isFilm(other);
  }

  private static boolean isFilm(String family) {
    return family.equals("video") || family.equals("audio");
  }

  private static String letters(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1);
  }
}
