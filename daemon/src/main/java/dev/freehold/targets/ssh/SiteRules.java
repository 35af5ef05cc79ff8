package dev.freehold.targets.ssh;

import dev.freehold.base.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a release's routing is in a web server's own language, the same as {@link
 * dev.freehold.detect.Serving} says it. The server's scripts read its first lines.
 *
 * @param id of the rules: two releases with the same are switched without telling the web server.
 *     On the server the ports follow, where the web server can't look them up
 */
record SiteRules(String id, String text) {
  /** In how many places the hashed files of releases before the live one are; see activate.sh. */
  static final int OLDER = 8;

  /** Stands in rules for the folder that is served. */
  static final String FOLDER = "@FOLDER@";

  private static final int ID_LENGTH = 16;

  /** Stands for the ports that the site has, which only the server knows: {@code -21000-21001}. */
  private static final String PORTS = "@PORTS@";

  /**
   * @param body with {@link #FOLDER} in it
   * @param folder what the web server serves; its name may contain the id as {@code @ID@}
   * @param portsInside whether the body has lines with {@code @PORT@} in them
   */
  static SiteRules of(List<Address> addresses, String body, String folder, boolean portsInside) {
    String text =
        addresses.stream()
                .map(Address::claim)
                .map(URI::toString)
                .map(claim -> "# answers at " + claim + "\n")
                .collect(Collectors.joining())
            + body;
    String id = Sha256.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, ID_LENGTH);
    String named = id + (portsInside ? PORTS : "");
    return new SiteRules(
        id,
        "# rules "
            + named
            + "\n# Written by Freehold at every deployment.\n"
            + text.replace(FOLDER, folder.replace("@ID@", named)));
  }

  static String indented(String text, int tabs) {
    return text.lines()
        .map(line -> line.isBlank() ? "" : "\t".repeat(tabs) + line)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
