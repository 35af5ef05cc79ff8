package dev.freehold.targets.site;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Media types by file extension; names of the IANA registry (iana.org/assignments/media-types). */
public final class ContentTypes {
  private static final String TABLE =
      """
      text/html html htm
      application/xhtml+xml xhtml
      text/css css
      text/javascript js mjs cjs
      application/json json map
      application/ld+json jsonld
      application/geo+json geojson
      application/manifest+json webmanifest
      text/plain txt text log
      text/markdown md markdown
      text/csv csv
      text/calendar ics
      text/vtt vtt
      text/xml xml xsl
      application/rss+xml rss
      application/atom+xml atom
      application/yaml yaml yml
      image/svg+xml svg
      image/png png
      image/apng apng
      image/jpeg jpg jpeg
      image/gif gif
      image/webp webp
      image/avif avif
      image/bmp bmp
      image/x-icon ico
      image/tiff tif tiff
      font/woff woff
      font/woff2 woff2
      font/ttf ttf
      font/otf otf
      application/vnd.ms-fontobject eot
      application/wasm wasm
      application/pdf pdf
      application/zip zip
      application/gzip gz
      application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
      application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
      application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
      audio/mpeg mp3
      audio/mp4 m4a
      audio/ogg ogg oga opus
      audio/wav wav
      audio/flac flac
      video/mp4 mp4 m4v
      video/webm webm
      video/quicktime mov
      video/ogg ogv
      model/gltf-binary glb
      model/gltf+json gltf
      """;

  /** Of a file whose extension is not in the table. */
  public static final String OTHER = "application/octet-stream";

  private static final Map<String, String> BY_EXTENSION = read();

  private ContentTypes() {}

  public static String of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return BY_EXTENSION.getOrDefault(extension, OTHER);
  }

  /** File extensions of each type, in the order of the table. */
  public static Map<String, List<String>> byType() {
    var types = new LinkedHashMap<String, List<String>>();
    TABLE
        .lines()
        .map(line -> List.of(line.split(" ")))
        .forEach(words -> types.put(withCharset(words.getFirst()), words.subList(1, words.size())));
    return types;
  }

  private static Map<String, String> read() {
    var types = new HashMap<String, String>();
    TABLE
        .lines()
        .forEach(
            line -> {
              String[] words = line.split(" ");
              for (int i = 1; i < words.length; i++) {
                types.put(words[i], withCharset(words[0]));
              }
            });
    return Map.copyOf(types);
  }

  private static String withCharset(String type) {
    boolean text =
        type.startsWith("text/")
            || type.endsWith("+xml")
            || type.endsWith("json")
            || type.endsWith("yaml");
    return text ? type + "; charset=utf-8" : type;
  }
}
