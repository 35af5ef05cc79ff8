package dev.freehold.sync;

import dev.freehold.app.App;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.UserError;
import dev.freehold.git.AppRepository;
import dev.freehold.git.github.BranchRules;
import dev.freehold.git.github.Obstacle;
import dev.freehold.git.github.Preflight;
import dev.freehold.git.github.RemoteRepository;
import dev.freehold.git.github.RepositoryName;
import dev.freehold.git.remote.RemoteRefs;
import dev.freehold.git.remote.RemoteUrl;
import dev.freehold.release.Release;
import dev.freehold.release.Releases;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Connects an app's repository with a remote: first a look that writes nothing, then the act. */
public final class Connecting {
  private static final int MOST_TAGS = 20;

  private final AppRemotes apps;
  private final Remotes remotes;
  private final SourceStore sources;
  private final Releases releases;
  private final Hub hub;
  private final Syncing syncing;
  private final Clock clock;

  public Connecting(
      AppRemotes apps,
      Remotes remotes,
      SourceStore sources,
      Releases releases,
      Hub hub,
      Syncing syncing,
      Clock clock) {
    this.apps = apps;
    this.remotes = remotes;
    this.sources = sources;
    this.releases = releases;
    this.hub = hub;
    this.syncing = syncing;
    this.clock = clock;
  }

  /**
   * What {@link #apply} would do. Writes nothing, here or there.
   *
   * @throws FreeholdException {@code git.connected}, {@code git.is-source}, {@code
   *     github.no-login}, and those of GitHub and of {@link dev.freehold.git.remote.AppRemote#look}
   */
  public Look look(App app, Wanted wanted) {
    return switch (wanted) {
      case Wanted.AtGitHub(RepositoryName name) -> atGitHub(app, name);
      case Wanted.Elsewhere(RemoteUrl url) -> {
        refuseOther(app, url);
        RemoteRefs there = apps.remote(app, url).look();
        yield look(
            app,
            url,
            Optional.empty(),
            there.login().where(),
            false,
            Optional.empty(),
            there,
            List.of());
      }
    };
  }

  /**
   * Makes the repository if there is none, keeps the connection, and pushes.
   *
   * @param hash of the look that somebody agreed to
   * @throws UserError {@code git.look-stale}, {@code git.push-impossible}
   * @throws FreeholdException as {@link #look} and {@link Syncing#push}; after those of the push
   *     the app is connected
   */
  public LastSync apply(App app, Wanted wanted, String hash) {
    Look look = look(app, wanted);
    if (!look.hash().equals(hash)) {
      throw new UserError(
          "git.look-stale",
          "Something changed at " + look.url() + ", or in the app, since it was looked at.",
          "Look again: freehold git connect --app " + app.slug());
    }
    Optional<Look.Hindrance> hindrance =
        look.obstacles().stream().filter(Look.Hindrance::certain).findFirst();
    if (hindrance.isPresent()) {
      throw new UserError(
          "git.push-impossible", hindrance.get().sentence(), hindrance.get().remedy());
    }
    RemoteUrl url = RemoteUrl.parse(look.url());
    Optional<RepositoryName> github = look.github().map(RepositoryName::parse);
    if (look.made()) {
      github.ifPresent(name -> make(app, name));
    }
    if (remotes.find(app.id()).isEmpty()) {
      apps.remote(app, url).forget();
      remotes.connect(app.id(), url, github);
    }
    return syncing.push(app);
  }

  private void make(App app, RepositoryName name) {
    try (Hub.Open open = hub.open(name)) {
      open.github().createRepository(name, "The code of " + app.slug());
    }
  }

  private Look atGitHub(App app, RepositoryName asked) {
    try (Hub.Open open = hub.open(asked)) {
      var account = open.github().account();
      Optional<RemoteRepository> found = open.github().repository(asked);
      RemoteRepository repository = found.orElseGet(() -> future(asked));
      RemoteUrl url = RemoteUrl.parse(repository.git().toString());
      refuseOther(app, url);
      BranchRules rules =
          found.isPresent()
              ? open.github().rules(repository.name(), AppRepository.MAIN)
              : new BranchRules.Open();
      var preflight =
          new Preflight(
              account, repository, AppRepository.MAIN, rules, hasWorkflows(app), "main-" + today());
      RemoteRefs there =
          found.isPresent()
              ? apps.remote(app, url).look()
              : new RemoteRefs(Map.of(), Optional.empty(), open.login());
      return look(
          app,
          url,
          Optional.of(repository.name()),
          open.login().where(),
          found.isEmpty(),
          Optional.of(repository.isPrivate()),
          there,
          preflight.obstacles().stream().map(Connecting::hindrance).toList());
    }
  }

  /** As it will be when it is made. */
  private RemoteRepository future(RepositoryName name) {
    URI page = URI.create(hub.server().web() + "/" + name);
    return new RemoteRepository(
        name, page, URI.create(page + ".git"), AppRepository.MAIN, true, true, false);
  }

  private Look look(
      App app,
      RemoteUrl url,
      Optional<RepositoryName> github,
      String login,
      boolean made,
      Optional<Boolean> isPrivate,
      RemoteRefs there,
      List<Look.Hindrance> obstacles) {
    AppRepository repository = apps.repository(app);
    List<Look.Branch> branches =
        Stream.of(AppRepository.MAIN, AppRepository.BUILDER)
            .flatMap(
                name ->
                    repository
                        .head(name)
                        .map(
                            head ->
                                new Look.Branch(
                                    name, head, state(repository, head, there.branch(name))))
                        .stream())
            .toList();
    List<String> tags =
        releases.list(app.id()).stream()
            .map(Release::name)
            .filter(name -> there.tag(name).isEmpty())
            .toList();
    return new Look(
            app.slug(),
            url.toString(),
            github.map(RepositoryName::toString),
            login,
            made,
            isPrivate,
            branches,
            tags.stream().limit(MOST_TAGS).toList(),
            tags.size(),
            obstacles,
            "")
        .hashed();
  }

  private static Look.State state(AppRepository repository, String ours, Optional<String> theirs) {
    if (theirs.isEmpty()) {
      return Look.State.NEW;
    }
    if (theirs.get().equals(ours)) {
      return Look.State.SAME;
    }
    return repository.contains(theirs.get()) ? Look.State.FORWARD : Look.State.FOREIGN;
  }

  /** A protected branch is none: its changes go into a pull request. */
  private static Look.Hindrance hindrance(Obstacle obstacle) {
    boolean certain = obstacle.certain() && !(obstacle instanceof Obstacle.BranchProtected);
    return new Look.Hindrance(obstacle.sentence(), obstacle.remedy(), certain);
  }

  private boolean hasWorkflows(App app) {
    AppRepository repository = apps.repository(app);
    return repository
        .head(AppRepository.MAIN)
        .map(head -> repository.changes(Optional.empty(), head).added())
        .orElse(List.of())
        .stream()
        .anyMatch(Preflight::isWorkflow);
  }

  private void refuseOther(App app, RemoteUrl url) {
    remotes
        .find(app.id())
        .filter(connection -> !connection.url().equals(url))
        .ifPresent(
            connection -> {
              throw new UserError(
                  "git.connected",
                  "The app " + app.slug() + " is connected to " + connection.url() + " already.",
                  "Disconnect it first, which removes nothing there: freehold git disconnect --app "
                      + app.slug());
            });
    if (sources.find(app.id()).filter(from -> from.url().isSameRepository(url)).isPresent()) {
      throw new UserError(
          "git.is-source",
          "The code of " + app.slug() + " comes from " + url + ", so it can't be pushed there.",
          "Give another repository, or take the code from exports again: freehold app source"
              + " builder --app "
              + app.slug());
    }
  }

  private String today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
  }
}
