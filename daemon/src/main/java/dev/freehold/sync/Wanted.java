package dev.freehold.sync;

import dev.freehold.base.UserError;
import dev.freehold.git.github.RepositoryName;
import dev.freehold.git.remote.RemoteUrl;
import org.jspecify.annotations.Nullable;

/** What an app is to be connected to. */
public sealed interface Wanted {
  record AtGitHub(RepositoryName name) implements Wanted {}

  record Elsewhere(RemoteUrl url) implements Wanted {}

  /**
   * @throws UserError {@code git.remote-unclear} unless one of them is given, {@code
   *     github.name-invalid}, and those of {@link RemoteUrl#parse}
   */
  static Wanted of(@Nullable String github, @Nullable String remote) {
    if (github != null && remote == null) {
      return new AtGitHub(RepositoryName.parse(github));
    }
    if (remote != null && github == null) {
      return new Elsewhere(RemoteUrl.parse(remote));
    }
    throw new UserError(
        "git.remote-unclear",
        "It is not clear what to connect the app to.",
        "Give --github OWNER/REPO, or --remote URL for another server; one of them.");
  }
}
