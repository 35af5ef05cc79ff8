package dev.freehold.targets.ssh;

import dev.freehold.app.Domain;
import java.net.URI;
import java.util.List;

/**
 * Where visitors reach a site.
 *
 * @param url the one that people are told
 * @param all of them
 */
record PublicAddress(URI url, List<Address> all) {
  static PublicAddress of(Domain domain) {
    Address own = new Address.Secure(domain.name());
    return new PublicAddress(
        own.claim(),
        domain.www()
            ? List.of(own, new Address.Redirect(domain.wwwName(), domain.name()))
            : List.of(own));
  }

  /** By the server's own name. */
  static PublicAddress of(String host) {
    Address own = new Address.Plain(host.contains(":") ? "[" + host + "]" : host);
    return new PublicAddress(own.claim(), List.of(own));
  }
}
