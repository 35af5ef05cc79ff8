package dev.freehold.release;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether a bundler put a hash of the content into a file's name, so that the bytes under
 * this name never change. A name taken for hashed by mistake stays in visitors' caches for a year,
 * one that is missed costs a small request, so in doubt the answer is no:
 *
 * <ul>
 *   <li>The file lies somewhere below a folder that bundlers write to, such as {@code assets}, and
 *       is not an HTML page.
 *   <li>The name ends, before its extension, in {@code -}, {@code .} or {@code _} and a hash, or is
 *       one.
 *   <li>A hash is 8 to 64 hexadecimal digits with both figures and letters, or exactly 8 characters
 *       of base64url (Rollup's default {@code [hash]}, rollupjs.org/configuration-options).
 *   <li>The 8 characters of a script or style sheet must not be all lower-case letters or all
 *       figures; those of anything else, which people name by hand, must change between upper case,
 *       lower case and figures at least four times: {@code x7Kq2LmP} does, {@code iPhone15} does
 *       not.
 * </ul>
 */
public final class HashedNames {
  private static final Set<String> FOLDERS =
      Set.of("assets", "static", "_astro", "_nuxt", "_next", "_app", "build", "chunks");
  private static final Set<String> CODE = Set.of("js", "mjs", "css", "js.map", "css.map");

  private static final Pattern HEX =
      Pattern.compile("(?:.*[-._])?(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{8,64}");
  private static final Pattern BASE64URL = Pattern.compile(".+[-._]([A-Za-z0-9_-]{8})");
  private static final Pattern ONE_CLASS = Pattern.compile("[a-z]*|[0-9]*|[A-Z]?[a-z]*");
  private static final int MIXED_ENOUGH = 4;

  private HashedNames() {}

  public static boolean isHashed(String path) {
    String[] segments = path.split("/");
    String last = segments[segments.length - 1];
    boolean bundled =
        Arrays.stream(segments).limit(segments.length - 1).anyMatch(FOLDERS::contains);
    int dot =
        last.endsWith(".map") ? last.lastIndexOf('.', last.length() - 5) : last.lastIndexOf('.');
    if (!bundled || dot <= 0) {
      return false;
    }
    String extension = last.substring(dot + 1);
    return !extension.equals("html") && isHashed(last.substring(0, dot), CODE.contains(extension));
  }

  private static boolean isHashed(String stem, boolean code) {
    if (HEX.matcher(stem).matches()) {
      return true;
    }
    Matcher name = BASE64URL.matcher(stem);
    if (!name.matches()) {
      return false;
    }
    String hash = name.group(1);
    return code ? !ONE_CLASS.matcher(hash).matches() : changes(hash) >= MIXED_ENOUGH;
  }

  private static int changes(String hash) {
    int changes = 0;
    for (int i = 1; i < hash.length(); i++) {
      if (kind(hash.charAt(i)) != kind(hash.charAt(i - 1))) {
        changes++;
      }
    }
    return changes;
  }

  private static int kind(char c) {
    if (c >= '0' && c <= '9') {
      return 0;
    }
    if (c >= 'a' && c <= 'z') {
      return 1;
    }
    return c >= 'A' && c <= 'Z' ? 2 : 3;
  }
}
