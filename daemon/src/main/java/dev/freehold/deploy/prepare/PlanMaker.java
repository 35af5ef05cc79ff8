package dev.freehold.deploy.prepare;

import dev.freehold.app.Environment;
import dev.freehold.app.LiveRelease;
import dev.freehold.app.Settings;
import dev.freehold.app.SettingsChange;
import dev.freehold.check.Finding;
import dev.freehold.deploy.model.Places;
import dev.freehold.deploy.model.PlanBody;
import dev.freehold.deploy.model.UnknownLive;
import dev.freehold.git.AppRepository;
import dev.freehold.release.Artifacts;
import dev.freehold.release.Release;
import dev.freehold.release.Releases;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Delta;
import dev.freehold.targets.Observed;
import dev.freehold.targets.Target;
import dev.freehold.targets.Traits;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares a release and settings with what is live: the one place where a plan comes from. */
final class PlanMaker {
  private static final int MOST_SHOWN = 100;

  private final Places places;
  private final Releases releases;
  private final Artifacts artifacts;

  PlanMaker(Places places, Releases releases, Artifacts artifacts) {
    this.places = places;
    this.releases = releases;
    this.artifacts = artifacts;
  }

  Proposal propose(Subject subject, Wanted wanted) {
    Environment environment = subject.environment();
    Release release = wanted.release();
    Settings coming = wanted.settings();
    Reasons reasons = wanted.reasons();
    Target target = places.target(subject.app(), environment);
    Observed observed = target.observe();
    Optional<LiveRelease> live = observed.pointer().live();
    Optional<Release> previous = live.map(LiveRelease::releaseId).flatMap(releases::find);
    if (live.isPresent() && previous.isEmpty()) {
      throw UnknownLive.of(subject.app(), environment);
    }
    var activation =
        new Activation(
            release, artifacts.require(release.artifactId()), coming, environment.placement());
    Traits traits = places.traits(environment);
    List<String> kept = new KeptCheck(subject.plan().kind(), traits).notes(activation);
    List<String> databases = FileDatabases.notes(activation, traits.keepsFolders());
    Delta delta = target.prepare(activation, observed);
    Settings now =
        live.map(LiveRelease::settingsId)
            .flatMap(places.settings()::find)
            .orElseGet(() -> new Settings("", environment.id(), 0, List.of()));
    SettingsChange variables = SettingsChange.between(now, coming);
    var body =
        new PlanBody(
            release.id(),
            release.name(),
            previous.map(Release::id),
            previous.map(Release::name),
            live.map(LiveRelease::settingsId),
            release.commit(),
            coming.id(),
            coming.revision(),
            places.settings().current(environment.id()).id(),
            Optional.of(environment.placement()),
            observed.pointer().generation(),
            files(subject.repository(), previous, release),
            new PlanBody.NameChanges(variables.added(), variables.changed(), variables.removed()),
            new PlanBody.Upload(delta.missing().size(), delta.bytes()),
            delta.resources(),
            target.addresses().stream().map(URI::toString).toList(),
            shown(reasons.findings()),
            reasons.conclusions(),
            reasons.adaptations(),
            reasons.withheld().stream().limit(MOST_SHOWN).toList(),
            Stream.of(reasons.notes(), kept, databases, delta.notes())
                .flatMap(List::stream)
                .toList());
    boolean unchanged =
        previous.map(Release::id).equals(Optional.of(release.id()))
            && variables.isEmpty()
            && delta.resources().isEmpty();
    return new Proposal(body, unchanged);
  }

  /** The gravest first; a plan is for people to read, and must fit into one reply. */
  private static List<Finding> shown(List<Finding> findings) {
    return findings.stream()
        .sorted(Comparator.comparing(Finding::severity))
        .limit(MOST_SHOWN)
        .toList();
  }

  /** Without what another machine committed: it is not in this repository. */
  private static PlanBody.FileChanges files(
      AppRepository repository, Optional<Release> previous, Release release) {
    if (!repository.contains(release.commit())) {
      return PlanBody.FileChanges.of(List.of(), List.of(), List.of());
    }
    var changes =
        repository.changes(
            previous.map(Release::commit).filter(repository::contains), release.commit());
    return PlanBody.FileChanges.of(changes.added(), changes.changed(), changes.removed());
  }

  /**
   * @param unchanged whether exactly this is live already
   */
  record Proposal(PlanBody body, boolean unchanged) {}
}
