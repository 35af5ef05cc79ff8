package dev.freehold.sync;

import dev.freehold.app.App;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.UserError;
import dev.freehold.git.AppRepository;
import dev.freehold.git.github.RepositoryName;
import dev.freehold.git.remote.AppRemote;
import dev.freehold.git.remote.PullResult;
import dev.freehold.git.remote.Relation;
import dev.freehold.release.Releases;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pushes to remotes and pulls from them, one thing at a time for each app. */
public final class Syncing {
  private final AppRemotes apps;
  private final Remotes remotes;
  private final Releases releases;
  private final Hub hub;
  private final Incoming incoming;
  private final Clock clock;
  private final Turns turns = new Turns();

  public Syncing(
      AppRemotes apps,
      Remotes remotes,
      Releases releases,
      Hub hub,
      Incoming incoming,
      Clock clock) {
    this.apps = apps;
    this.remotes = remotes;
    this.releases = releases;
    this.hub = hub;
    this.incoming = incoming;
    this.clock = clock;
  }

  /**
   * Pushes {@code builder}, {@code main} and the releases' tags. Nothing there is overwritten; what
   * became of it is kept, also when this throws.
   *
   * @throws FreeholdException {@code git.not-connected}, {@code git.sync-busy}, those of {@link
   *     AppRemote#push} and of GitHub
   */
  public LastSync push(App app) {
    return turns.of(
        app,
        () -> {
          Connection to = remotes.require(app);
          remotes.pushing(app.id());
          LastSync outcome;
          try {
            outcome = push(app, to);
          } catch (FreeholdException e) {
            remotes.pushed(app.id(), LastSync.failed(clock.instant(), e));
            throw e;
          }
          remotes.pushed(app.id(), outcome);
          return outcome;
        });
  }

  private LastSync push(App app, Connection to) {
    AppRepository repository = apps.repository(app);
    AppRemote remote = apps.remote(app, to.url());
    var pushing =
        new Pushing(repository, remote, releases.list(app.id()).reversed(), troubles(app, to));
    pushing.run();
    List<RefOutcome> outcomes = pushing.outcomes();
    Optional<Proposal> proposal = Optional.empty();
    if (pushing.mainIsProtected() && to.github().isPresent()) {
      String head = repository.head(AppRepository.MAIN).orElseThrow();
      proposal = propose(app, to, to.github().get(), remote, head);
    }
    if (proposal.isPresent()) {
      outcomes = outcomes.stream().map(Syncing::proposed).toList();
    }
    return LastSync.of(clock.instant(), outcomes, pushing.login().where(), proposal);
  }

  private Optional<Proposal> propose(
      App app, Connection to, RepositoryName name, AppRemote remote, String head) {
    String date = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
    try (Hub.Open open = hub.open(name)) {
      return new Proposing(remote, open.github(), name, app.slug())
          .run(to.last().flatMap(LastSync::proposal), date, head);
    }
  }

  private static RefOutcome proposed(RefOutcome outcome) {
    return outcome.ref().equals(AppRepository.MAIN)
        ? RefOutcome.well(outcome.ref(), RefOutcome.State.PROPOSED)
        : outcome;
  }

  /**
   * Fetches, and moves our main forward when it only is behind and no secret comes with it.
   *
   * @param follow heads that somebody looked at, by the branch that was rewritten; empty text for
   *     one that was deleted
   * @throws UserError {@code git.not-connected}, {@code git.sync-busy}, {@code git.rewritten},
   *     {@code git.deleted}, {@code git.diverged}, {@code git.remote-moved}, {@code check.secret}
   * @throws FreeholdException those of {@link AppRemote#pull}
   */
  public PullReport pull(App app, Map<String, String> follow) {
    return turns.of(app, () -> pull(app, remotes.require(app), follow));
  }

  private PullReport pull(App app, Connection from, Map<String, String> follow) {
    AppRemote remote = apps.remote(app, from.url());
    List<PullResult.Branch> branches = remote.pull().branches();
    if (!follow.isEmpty()) {
      follow.forEach(
          (branch, seen) ->
              remote.follow(branch, Optional.of(seen).filter(text -> !text.isEmpty())));
      branches = remote.seen();
    }
    PullResult.Branch main =
        branches.stream()
            .filter(branch -> branch.name().equals(AppRepository.MAIN))
            .findFirst()
            .orElseThrow();
    return switch (main.relation()) {
      case Relation.Behind(int commits) -> {
        String theirs = main.theirs().orElseThrow();
        incoming.check(app, apps.repository(app).files(theirs));
        yield switch (remote.takeOver(theirs)) {
          case MOVED, NOTHING_NEW ->
              new PullReport(app.slug(), true, main.ours(), main.theirs(), commits);
          case NOT_FORWARD -> throw error(troubles(app, from).moved(AppRepository.MAIN));
        };
      }
      case Relation.Same _,
          Relation.Ahead _,
          Relation.Diverged _,
          Relation.Rewritten _,
          Relation.Missing _ -> {
        Optional<Trouble> trouble =
            troubles(app, from).of(main.name(), main.relation(), main.theirs());
        if (trouble.isPresent()) {
          throw error(trouble.get());
        }
        yield new PullReport(app.slug(), false, main.ours(), main.ours(), 0);
      }
    };
  }

  /**
   * Looks what the remote has, without taking anything: {@link #status} tells of it then.
   *
   * @return why that was not possible; empty when it was, or when the app is connected to nothing
   */
  public Optional<Trouble> look(App app) {
    Optional<Connection> connection = remotes.find(app.id());
    if (connection.isEmpty()) {
      return Optional.empty();
    }
    try {
      turns.of(app, () -> apps.remote(app, connection.get().url()).pull());
      return Optional.empty();
    } catch (FreeholdException e) {
      return Optional.of(Trouble.of(e));
    }
  }

  /** By what was seen last: the server is not asked. */
  public GitStatus status(App app) {
    return remotes
        .find(app.id())
        .map(
            connection ->
                GitStatus.of(
                    app,
                    connection,
                    hub.server(),
                    apps.remote(app, connection.url()).seen(),
                    troubles(app, connection)))
        .orElseGet(() -> GitStatus.none(app));
  }

  /** Nothing changes there. */
  public void disconnect(App app) {
    turns.of(
        app,
        () -> {
          Connection connection = remotes.require(app);
          apps.remote(app, connection.url()).forget();
          remotes.disconnect(app.id());
          return connection;
        });
  }

  private static Troubles troubles(App app, Connection connection) {
    return new Troubles(app.slug(), connection.url().toString());
  }

  private static UserError error(Trouble trouble) {
    return new UserError(trouble.code(), trouble.message(), trouble.remedy());
  }
}
