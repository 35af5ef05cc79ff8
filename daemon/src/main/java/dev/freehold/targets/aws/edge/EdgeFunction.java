package dev.freehold.targets.aws.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.freehold.base.Json;
import dev.freehold.base.UserError;
import dev.freehold.credential.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A site's function at CloudFront.
 *
 * @param site its key in the store
 * @param baked what is served as long as the store does not answer
 * @param rules sets of all releases that the store may name soon, that of {@code baked} among them
 * @param domain main name of the site, where {@code www.} before it leads to it
 * @param origin what the app's server is shown, so that it answers nobody else
 */
public record EdgeFunction(
    String site,
    EdgePointer baked,
    Collection<Rules> rules,
    Optional<String> domain,
    Secret origin) {
  /** Of an origin that has the bucket, for behaviours that lead elsewhere. */
  public static final String FILES_ORIGIN = "files";

  /** Bytes that CloudFront takes (docs.aws.amazon.com/AmazonCloudFront: cloudfront-limits). */
  private static final int LARGEST = 10_240;

  private static final String CODE = "function.mjs";
  private static final Pattern CONSTANT = Pattern.compile("@([A-Z]+)@");

  /** Whether CloudFront has room for it. */
  public boolean fits() {
    return size(written()) <= LARGEST;
  }

  private static int size(String source) {
    return source.getBytes(StandardCharsets.UTF_8).length;
  }

  private String written() {
    Map<String, String> constants =
        Map.of(
            "SITE", literal(site),
            "BAKED", literal(baked.json()),
            "SETS", sets(),
            "DOMAIN", literal(domain.orElse("")),
            "SECRET", literal(origin.reveal()));
    return CONSTANT
        .matcher(code())
        .replaceAll(
            found ->
                Matcher.quoteReplacement(Objects.requireNonNull(constants.get(found.group(1)))));
  }

  /**
   * The same input gives the same bytes.
   *
   * @throws UserError {@code aws.rules-too-large}
   */
  public String source() {
    String source = written();
    int size = size(source);
    if (size > LARGEST) {
      throw new UserError(
          "aws.rules-too-large",
          "The app's redirects, and the pages that stand beside them or beside its fallback, make"
              + " CloudFront's function "
              + size
              + " bytes long, and it may have "
              + LARGEST
              + ".",
          "Use fewer redirects, or send the app to a server of yours: freehold target add ssh");
    }
    return source;
  }

  private String sets() {
    var byId = new TreeMap<String, Rules>();
    rules.forEach(set -> byId.put(set.id(), set));
    ObjectNode sets = Json.mapper().createObjectNode();
    byId.forEach((id, set) -> sets.putRawValue(id, new RawValue(set.json())));
    return literal(sets);
  }

  private static String literal(Object value) {
    return Json.write(value).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
  }

  private static String code() {
    try (InputStream in =
        Objects.requireNonNull(EdgeFunction.class.getResourceAsStream(CODE), CODE)) {
      return Shortened.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
