package dev.freehold.targets.ssh;

import dev.freehold.app.Domain;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where visitors reach a site.
 *
 * @param url the one that people are told
 * @param all of them
 * @param domain of the owner that it is, if it is one
 */
record PublicAddress(URI url, List<Address> all, Optional<Domain> domain) {
  static PublicAddress of(Domain domain) {
    Address own = new Address.Secure(domain.name());
    return new PublicAddress(
        own.claim(),
        domain.www()
            ? List.of(own, new Address.Redirect(domain.wwwName(), domain.name()))
            : List.of(own),
        Optional.of(domain));
  }

  /** By the server's own name. */
  static PublicAddress of(String host) {
    Address own = new Address.Plain(host.contains(":") ? "[" + host + "]" : host);
    return new PublicAddress(own.claim(), List.of(own), Optional.empty());
  }
}
