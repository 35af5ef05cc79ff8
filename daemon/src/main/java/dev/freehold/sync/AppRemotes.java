package dev.freehold.sync;

import dev.freehold.app.App;
import dev.freehold.git.AppRepository;
import dev.freehold.git.Repositories;
import dev.freehold.git.remote.AppRemote;
import dev.freehold.git.remote.RemoteLine;
import dev.freehold.git.remote.RemoteUrl;

/** Opens an app's repository and its remote. */
public record AppRemotes(Repositories repositories, RemoteLine line) {
  /** Under which the repository remembers it, as git's own clones do. */
  private static final String NAME = "origin";

  private static final String SOURCE = "source";

  AppRepository repository(App app) {
    return repositories.open(app.slug());
  }

  AppRemote remote(App app, RemoteUrl url) {
    return new AppRemote(repository(app), NAME, url, line);
  }

  /** Where its code comes from. */
  AppRemote source(App app, RemoteUrl url) {
    return new AppRemote(repository(app), SOURCE, url, line);
  }
}
