package dev.freehold.targets.shelf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said between a shelf and who uses it; {@code note} is theirs, and only kept there. */
final class ShelfApi {
  private ShelfApi() {}

  /**
   * @param blob SHA-256 of its bytes
   * @param outlives whether a tab that was open before a switch may still ask for it
   */
  record File(String blob, boolean outlives) {}

  /**
   * @param files by the path that visitors use
   * @param fallback path of what answers addresses of no file
   * @param texts small files besides, which depend on the settings
   */
  record Release(
      Map<String, File> files,
      Optional<String> fallback,
      Map<String, String> texts,
      JsonNode note) {}

  /**
   * @param expected generation that is switched from
   * @param names under which visitors reach it, besides its own
   * @param redirects from a name to another
   * @param note of the site
   * @param record of this switch alone
   */
  record Switch(
      long expected,
      String release,
      Map<String, String> texts,
      List<String> names,
      Map<String, String> redirects,
      JsonNode note,
      JsonNode record) {}

  /**
   * @param releases that stay; all others go
   */
  record Keep(long expected, List<String> releases, JsonNode note) {}

  record Wanted(List<String> blobs, List<String> names) {}

  /**
   * @param blobs that are not there
   * @param names that lead to another site
   */
  record Missing(List<String> blobs, List<String> names) {}

  /** What is live. */
  record Live(
      long generation,
      String release,
      Map<String, String> texts,
      List<String> names,
      Map<String, String> redirects,
      List<String> before,
      JsonNode note) {}

  /**
   * @param pass that staged releases ask for
   * @param releases note of each, by its name
   * @param records of all switches, the oldest first
   */
  record Site(
      String pass, Optional<Live> live, Map<String, JsonNode> releases, List<JsonNode> records) {}

  record Room(List<String> sites) {}
}
