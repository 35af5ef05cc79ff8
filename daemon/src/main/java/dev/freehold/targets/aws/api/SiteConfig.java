package dev.freehold.targets.aws.api;

import java.util.List;
import java.util.Optional;

/**
 * What a site's distribution is to be like.
 *
 * @param name by which it is found again
 * @param bucketHost of the files, {@code bucket.s3.eu-west-1.amazonaws.com}
 * @param folder of the bucket, with a slash at its beginning and none at its end
 * @param accessControl id
 * @param function ARN
 * @param elsewhere paths that another host answers; of one path there may be several, of which the
 *     function chooses
 * @param own the owner's names for it
 * @param servers what the app's own servers answer
 * @param missing the page for what is not there, and its path; empty where answers of 404 must stay
 */
public record SiteConfig(
    String name,
    String bucketHost,
    String folder,
    String accessControl,
    String function,
    List<Elsewhere> elsewhere,
    OwnNames own,
    Servers servers,
    Optional<String> missing) {

  /**
   * @param certificate for the names; empty while there are none
   * @param before names that were given to it from here; any others are left to it
   */
  public record OwnNames(List<String> names, Optional<String> certificate, List<String> before) {
    public static final OwnNames NONE = new OwnNames(List.of(), Optional.empty(), List.of());
  }

  /**
   * @param pattern {@code /api/*}
   * @param host over https
   */
  public record Elsewhere(String pattern, String host) {}

  /**
   * Paths that lead to servers, whose address the function puts in each time.
   *
   * @param placeholder a host that stands for them
   * @param patterns {@code /api/*}
   * @param all whether they answer whatever is no file
   * @param files folders of files that are kept at the edge all the same, {@code /assets/*}
   */
  public record Servers(
      String placeholder, List<String> patterns, boolean all, List<String> files) {
    public Servers {
      patterns = List.copyOf(patterns);
      files = List.copyOf(files);
    }

    public boolean none() {
      return patterns.isEmpty() && !all;
    }
  }
}
