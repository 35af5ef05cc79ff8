package dev.freehold.sync;

import dev.freehold.git.github.RepositoryName;
import dev.freehold.git.remote.RemoteUrl;
import java.time.Instant;
import java.util.Optional;

/**
 * An app's remote.
 *
 * @param github empty for other servers
 * @param last empty before the first push
 */
public record Connection(
    RemoteUrl url, Optional<RepositoryName> github, Instant connectedAt, Optional<LastSync> last) {}
