package dev.freehold.sync;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The login that Freehold got itself, and the one that comes first; no secret.
 *
 * @param server {@code github.com}
 * @param offered whether the client id is known that a login needs
 * @param account whose login Freehold keeps
 * @param scopes what its token is good for, sorted
 * @param used where the login was found that comes first at the server
 * @param grants the page at which people take back what they allowed
 */
public record LoginView(
    String server,
    boolean offered,
    Optional<String> account,
    List<String> scopes,
    Optional<Instant> since,
    Optional<String> used,
    URI grants) {}
