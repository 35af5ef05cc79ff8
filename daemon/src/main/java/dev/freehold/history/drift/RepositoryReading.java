package dev.freehold.history.drift;

import dev.freehold.app.App;
import dev.freehold.app.Environment;
import dev.freehold.app.LiveRelease;
import dev.freehold.app.Settings;
import dev.freehold.app.SettingsChange;
import dev.freehold.app.SettingsStore;
import dev.freehold.git.AppRepository;
import dev.freehold.git.CommitInfo;
import dev.freehold.git.Repositories;
import dev.freehold.release.Release;
import dev.freehold.release.Releases;
import dev.freehold.sync.GitStatus;
import dev.freehold.sync.Syncing;
import java.util.List;
import java.util.Optional;

/** Reads the app's repository and the settings. */
public record RepositoryReading(
    Repositories repositories, Releases releases, SettingsStore settings, Syncing syncing)
    implements Reading {
  @Override
  public Standing of(Known known) {
    Optional<AppRepository> repository = repositories.find(known.app().slug());
    Optional<String> main = known.head(AppRepository.MAIN);
    Optional<GitStatus.Branch> remote = known.connection().flatMap(_ -> mainThere(known.app()));
    return new Standing(
        repository.map(git -> builder(git, known, main)).orElse(Drift.Builder.NONE),
        remote,
        repository.map(git -> unpushed(git, remote, main)).orElse(0),
        known.environments().stream().map(e -> environment(e, repository, main)).toList());
  }

  private static Drift.Builder builder(AppRepository git, Known known, Optional<String> main) {
    Optional<String> head = known.head(AppRepository.BUILDER);
    return new Drift.Builder(
        head,
        head.flatMap(git::commit).map(CommitInfo::time),
        main.flatMap(
            into ->
                head.filter(branch -> !git.isMerged(branch, into))
                    .map(branch -> Behind.unmerged(git, branch, into))));
  }

  private Optional<GitStatus.Branch> mainThere(App app) {
    return syncing.status(app).branches().stream()
        .filter(branch -> branch.name().equals(AppRepository.MAIN))
        .findFirst();
  }

  /** All of main, where the remote has none. */
  private static int unpushed(
      AppRepository git, Optional<GitStatus.Branch> remote, Optional<String> main) {
    return remote
        .map(
            there ->
                switch (there.state()) {
                  case MISSING, DELETED ->
                      main.map(
                              head -> git.commitsSince(Optional.empty(), head, Behind.MOST_COMMITS))
                          .orElse(0);
                  case SAME, AHEAD, BEHIND, DIVERGED, REWRITTEN -> there.ahead();
                })
        .orElse(0);
  }

  private Standing.OfEnvironment environment(
      Environment environment, Optional<AppRepository> repository, Optional<String> main) {
    if (environment.live().isEmpty()) {
      return Standing.OfEnvironment.NOTHING_LIVE;
    }
    LiveRelease live = environment.live().get();
    Optional<Release> release = releases.find(live.releaseId());
    Optional<String> commit = release.map(Release::commit);
    return new Standing.OfEnvironment(
        release.map(Release::name),
        commit,
        repository.flatMap(git -> behind(git, commit, main)),
        variables(environment, live));
  }

  private static Optional<Behind> behind(
      AppRepository git, Optional<String> commit, Optional<String> main) {
    return commit
        .filter(git::contains)
        .flatMap(from -> main.map(to -> Behind.between(git, from, to)));
  }

  private List<Drift.Variable> variables(Environment environment, LiveRelease live) {
    Optional<Settings> now = settings.find(live.settingsId());
    Optional<Settings> newest = environment.settingsId().flatMap(settings::find);
    return now.flatMap(before -> newest.map(after -> SettingsChange.between(before, after)))
        .map(Drift.Variable::of)
        .orElse(List.of());
  }
}
