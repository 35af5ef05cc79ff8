package dev.freehold.targets.ssh;

import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.targets.site.SitePointer;
import java.util.Optional;

/**
 * What was live when somebody looked.
 *
 * @param hash of the pointer as it is written there
 * @param rules id of what the web server goes by
 */
record Seen(Optional<SitePointer> pointer, String hash, String rules) {
  static final Seen NOTHING = new Seen(Optional.empty(), "", "");

  static Seen of(String answer) {
    int first = answer.indexOf('\n') + 1;
    String text = answer.substring(first);
    return text.isBlank()
        ? NOTHING
        : new Seen(
            Optional.of(Json.read(text, SitePointer.class)),
            Sha256.of(text).hex(),
            answer.substring(0, first).strip());
  }

  long generation() {
    return pointer.map(SitePointer::generation).orElse(0L);
  }
}
