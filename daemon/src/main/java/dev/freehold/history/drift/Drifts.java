package dev.freehold.history.drift;

import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.app.LiveRelease;
import dev.freehold.base.FreeholdException;
import dev.freehold.deploy.model.DeploymentState;
import dev.freehold.deploy.model.Places;
import dev.freehold.git.AppRepository;
import dev.freehold.git.Repositories;
import dev.freehold.history.looks.LiveLook;
import dev.freehold.history.looks.Looks;
import dev.freehold.store.Database;
import dev.freehold.store.Row;
import dev.freehold.sync.Connection;
import dev.freehold.sync.Remotes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Who is ahead of whom. Changes nothing. */
public final class Drifts {
  /** That long somebody waits for places and remotes that do not answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Database database;
  private final Places places;
  private final Repositories repositories;
  private final Remotes remotes;
  private final Standings standings;
  private final SourceLooks sources;
  private final Outsides outsides;
  private final RemoteLooks remoteLooks;

  public Drifts(
      Database database,
      Places places,
      Repositories repositories,
      Remotes remotes,
      Reading reading,
      SourceLooks sources,
      Outsides outsides,
      RemoteLooks remoteLooks) {
    this.database = database;
    this.places = places;
    this.repositories = repositories;
    this.remotes = remotes;
    this.standings = new Standings(reading);
    this.sources = sources;
    this.outsides = outsides;
    this.remoteLooks = remoteLooks;
  }

  /**
   * Asks the source, the remote and the targets; who does not answer within 3 s is as it was seen
   * last.
   */
  public Drift of(App app) {
    Deadline deadline = Deadline.in(PATIENCE);
    List<Environment> environments = places.environments().of(app.id());
    Optional<Connection> connection = remotes.find(app.id());
    Optional<CompletableFuture<?>> fetched = connection.map(to -> remoteLooks.begin(app, to));
    Optional<CompletableFuture<?>> source = sources.begin(app);
    List<Outsides.Coming> coming =
        environments.stream().map(e -> outsides.begin(app, e, isDeploying(e))).toList();
    fetched.ifPresent(answer -> Looks.within(deadline.left(), answer));
    source.ifPresent(answer -> Looks.within(deadline.left(), answer));
    List<List<Outside>> outside =
        coming.stream().map(answers -> outsides.by(deadline, answers)).toList();
    return drift(known(app, connection, environments), outside);
  }

  /**
   * Asks nobody, and reads no commit again while nothing moved. An app whose repository can't be
   * read counts as one thing that differs: it must not keep anybody from seeing the others, and
   * {@link #of} says why.
   *
   * @param environments of the app, all
   * @param looks what is known of each, in the same order; nothing of one that is being deployed
   */
  public DriftSummary.Whole summary(App app, List<Environment> environments, List<LiveLook> looks) {
    try {
      return readSummary(app, environments, looks);
    } catch (FreeholdException _) {
      return new DriftSummary.Whole(
          new DriftSummary(false, 1),
          environments.stream().map(_ -> DriftSummary.Waiting.NOTHING).toList());
    }
  }

  private DriftSummary.Whole readSummary(
      App app, List<Environment> environments, List<LiveLook> looks) {
    Known known = known(app, remotes.find(app.id()), environments);
    List<List<Outside>> outside =
        IntStream.range(0, environments.size())
            .mapToObj(i -> outsides.last(app, environments.get(i), looks.get(i)))
            .toList();
    Standing standing = standings.of(known);
    int lines = lines(standing, sources.last(app), remote(known, standing), outside);
    return new DriftSummary.Whole(
        new DriftSummary(lines == 0, lines),
        standing.environments().stream().map(Standing.OfEnvironment::waiting).toList());
  }

  private Drift drift(Known known, List<List<Outside>> outside) {
    Standing standing = standings.of(known);
    Optional<Drift.Source> source = sources.last(known.app());
    Optional<Drift.Remote> remote = remote(known, standing);
    int lines = lines(standing, source, remote, outside);
    var environments = new ArrayList<Drift.Place>();
    for (int i = 0; i < known.environments().size(); i++) {
      environments.add(
          place(known.environments().get(i), standing.environments().get(i), outside.get(i)));
    }
    return new Drift(
        known.app().slug(),
        lines == 0,
        lines,
        standing.builder(),
        source,
        remote,
        known.head(AppRepository.MAIN),
        environments);
  }

  private Known known(App app, Optional<Connection> connection, List<Environment> environments) {
    return new Known(
        app,
        connection,
        repositories
            .find(app.slug())
            .<Map<String, String>>map(AppRepository::heads)
            .orElse(Map.of()),
        environments);
  }

  private Optional<Drift.Remote> remote(Known known, Standing standing) {
    return known
        .connection()
        .flatMap(
            to ->
                standing
                    .remote()
                    .map(main -> remoteLooks.last(known.app(), to, main, standing.unpushed())));
  }

  private static int lines(
      Standing standing,
      Optional<Drift.Source> source,
      Optional<Drift.Remote> remote,
      List<List<Outside>> outside) {
    return (standing.builder().unmerged().isPresent() ? 1 : 0)
        + source.map(Drift.Source::lines).orElse(0)
        + remote.map(Drift.Remote::lines).orElse(0)
        + standing.environments().stream().mapToInt(Standing.OfEnvironment::lines).sum()
        + outside.stream().mapToInt(List::size).sum();
  }

  private Drift.Place place(
      Environment environment, Standing.OfEnvironment standing, List<Outside> outside) {
    return new Drift.Place(
        environment.name(),
        environment.target(),
        standing.release(),
        standing.commit(),
        environment.live().flatMap(live -> deployedAt(environment, live)),
        standing.behind(),
        standing.variables(),
        outside);
  }

  private Optional<Instant> deployedAt(Environment environment, LiveRelease live) {
    return database.read(
        sql ->
            sql.one(
                "select max(finished_at) as at from deployments where environment_id = ?"
                    + " and release_id = ? and state = ?",
                row -> row.maybeTime("at"),
                environment.id(),
                live.releaseId(),
                Row.wireName(DeploymentState.SUCCEEDED)));
  }

  private boolean isDeploying(Environment environment) {
    return database.read(
            sql ->
                sql.one(
                    "select count(*) as n from deployments where environment_id = ? and state = ?",
                    row -> row.number("n"),
                    environment.id(),
                    Row.wireName(DeploymentState.RUNNING)))
        > 0;
  }
}
