package dev.freehold.history;

import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.app.SettingsChange;
import dev.freehold.app.SettingsStore;
import dev.freehold.base.UserError;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.DeploymentStore;
import dev.freehold.git.Repositories;
import dev.freehold.git.TreeDiff;
import dev.freehold.release.Release;
import dev.freehold.release.Releases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Compares two releases or two deployments: sources, variables by name, build and adaptations. */
public final class Comparisons {
  private static final int FILES_PER_PAGE = 50;
  private static final Pattern RELEASE_NAME = Pattern.compile("v?[0-9]{1,9}");
  private static final Comparison.Names NO_NAMES =
      new Comparison.Names(List.of(), List.of(), List.of());

  private final Apps apps;
  private final SettingsStore settings;
  private final Releases releases;
  private final DeploymentStore deployments;
  private final Repositories repositories;

  public Comparisons(
      Apps apps,
      SettingsStore settings,
      Releases releases,
      DeploymentStore deployments,
      Repositories repositories) {
    this.apps = apps;
    this.settings = settings;
    this.releases = releases;
    this.deployments = deployments;
    this.repositories = repositories;
  }

  /**
   * @param from a release ({@code v1}) or the id of a deployment
   * @param to of the same sort
   * @param after path after which the page of files begins; empty for the first page
   * @throws UserError {@code diff.not-comparable}, {@code release.unknown}, {@code
   *     deployment.unknown}
   */
  public Comparison compare(App app, String from, String to, Optional<String> after) {
    boolean fromRelease = RELEASE_NAME.matcher(from).matches();
    if (fromRelease != RELEASE_NAME.matcher(to).matches()) {
      throw new UserError(
          "diff.not-comparable",
          "A release can't be compared with a deployment: " + from + " and " + to + ".",
          "Give two releases (v1 v2) or two deployments from 'freehold history'.");
    }
    if (fromRelease) {
      return compare(
          app,
          side(from, releases.byName(app.id(), from)),
          side(to, releases.byName(app.id(), to)),
          NO_NAMES,
          after);
    }
    return compare(ofApp(app, from), ofApp(app, to), after);
  }

  private String ofApp(App app, String id) {
    Deployment deployment = deployments.require(id);
    if (!deployment.appId().equals(app.id())) {
      throw new UserError(
          "deployment.unknown",
          "The app " + app.slug() + " has no deployment " + id + ".",
          "See them with 'freehold history'.");
    }
    return id;
  }

  /** As {@link #compare(App, String, String, Optional)}, for ids of deployments. */
  public Comparison compare(String from, String to, Optional<String> after) {
    Deployment a = deployments.require(from);
    Deployment b = deployments.require(to);
    if (!a.appId().equals(b.appId())) {
      throw new UserError(
          "diff.not-comparable",
          "These deployments belong to different apps.",
          "Give two deployments of one app, see 'freehold history'.");
    }
    SettingsChange change =
        SettingsChange.between(settings.require(a.settingsId()), settings.require(b.settingsId()));
    return compare(
        apps.byId(a.appId()),
        side(from, releases.require(a.releaseId())),
        side(to, releases.require(b.releaseId())),
        new Comparison.Names(change.added(), change.changed(), change.removed()),
        after);
  }

  private Comparison compare(
      App app, Side from, Side to, Comparison.Names variables, Optional<String> after) {
    TreeDiff diff =
        repositories
            .open(app.slug())
            .diff(
                Optional.of(from.release().commit()),
                to.release().commit(),
                after.orElse(null),
                FILES_PER_PAGE);
    return new Comparison(
        from.view(),
        to.view(),
        diff.files().stream().map(Comparison.FileChange::of).toList(),
        variables,
        new Comparison.Build(
            from.release().artifactId().equals(to.release().artifactId()),
            from.release().artifactId(),
            to.release().artifactId(),
            from.release().buildKey(),
            to.release().buildKey()),
        names(from.release().adaptations(), to.release().adaptations()),
        Optional.ofNullable(diff.next()));
  }

  private static Side side(String name, Release release) {
    return new Side(name, release);
  }

  private static Comparison.Names names(List<String> before, List<String> after) {
    var added = new ArrayList<>(after);
    added.removeAll(before);
    var removed = new ArrayList<>(before);
    removed.removeAll(after);
    return new Comparison.Names(added, List.of(), removed);
  }

  private record Side(String name, Release release) {
    Comparison.Side view() {
      return new Comparison.Side(name, release.name(), release.id(), release.commit());
    }
  }
}
