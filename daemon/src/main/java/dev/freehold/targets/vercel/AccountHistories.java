package dev.freehold.targets.vercel;

import dev.freehold.credential.Secret;
import dev.freehold.release.Artifact;
import dev.freehold.targets.Pointer;
import dev.freehold.targets.Site;
import dev.freehold.targets.SiteHistory;
import dev.freehold.targets.Staged;
import dev.freehold.targets.SwitchRecord;
import dev.freehold.targets.site.FileList;
import dev.freehold.targets.vercel.Look.Known;
import dev.freehold.targets.vercel.SiteProject.Origin;
import dev.freehold.targets.vercel.api.Deployment;
import dev.freehold.targets.vercel.api.Project;
import dev.freehold.targets.vercel.api.ProjectDomain;
import dev.freehold.targets.vercel.api.Vercel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was deployed to an account with Freehold, from any machine, as the deployments themselves
 * say. Vercel tells of the newest switch only, so earlier rollbacks are not among it.
 */
final class AccountHistories {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Account account;
  private final Vercel vercel;
  private final VercelDriver.Parts parts;

  AccountHistories(Account account, VercelDriver.Parts parts) {
    this.account = account;
    this.vercel = parts.clients().of(account);
    this.parts = parts;
  }

  List<SiteHistory> all() {
    return vercel.projects().stream().flatMap(project -> of(project).stream()).toList();
  }

  private Optional<SiteHistory> of(Project project) {
    List<Deployment> deployments = vercel.newestDeployments(project.id());
    Optional<Site> site =
        deployments.stream().flatMap(one -> Mark.of(one).stream()).map(Mark::site).findFirst();
    return site.map(here -> history(here, project, deployments));
  }

  private SiteHistory history(Site site, Project project, List<Deployment> deployments) {
    List<ProjectDomain> domains = vercel.domains(project.id());
    if (parts.projects().find(account.name(), site).isEmpty()) {
      parts
          .projects()
          .save(
              account.name(),
              site,
              SiteProject.of(project.id(), Origin.FOUND)
                  .at(Provisioning.ownName(domains, project)));
    }
    List<Known> ours =
        deployments.stream()
            .filter(one -> one.promoted() && one.isReady())
            .map(one -> new Known(one, Mark.of(one, site)))
            .filter(known -> known.mark().isPresent())
            .sorted(Comparator.comparing(known -> known.deployment().created()))
            .toList();
    project.production().ifPresent(live -> parts.switches().begin(project.id(), ours.size(), live));
    Look look = parts.looks().at(account, site);
    return new SiteHistory(
        site, look.pointer(), switches(ours, look, domains), artifacts(project, ours), Map.of());
  }

  /** Of those that say which files they have; others can't be gone back to from here. */
  private Map<String, Artifact> artifacts(Project project, List<Known> ours) {
    var artifacts = new HashMap<String, Artifact>();
    for (Known known : ours) {
      String id = known.mark().orElseThrow().release().artifactId();
      project.key().flatMap(key -> artifact(known, key, id)).ifPresent(a -> artifacts.put(id, a));
    }
    return artifacts;
  }

  private Optional<Artifact> artifact(Known known, Secret key, String id) {
    Staged at = VercelTarget.withKey(parts.edge().at(known.deployment().host()), Optional.of(key));
    SiteHttp.Answer answer =
        parts.sites().get(at, "/" + Manifest.path(key, id), Map.of(), PATIENCE);
    return answer.status() == 200
        ? FileList.read(answer.body()).filter(list -> list.id().equals(id))
        : Optional.empty();
  }

  private List<SwitchRecord> switches(List<Known> ours, Look look, List<ProjectDomain> domains) {
    Pointer now = look.pointer();
    Optional<Known> backTo =
        look.live()
            .filter(live -> live.mark().isPresent())
            .filter(live -> ours.isEmpty() || !ours.getLast().id().equals(live.id()));
    long first = now.generation() - ours.size() + (backTo.isPresent() ? 0 : 1);
    var records = new ArrayList<SwitchRecord>();
    for (Known known : ours) {
      Mark mark = known.mark().orElseThrow();
      long generation = Math.max(1, first + records.size());
      records.add(
          record(mark, generation, mark.run(), known.deployment().created(), mark.who(), domains));
    }
    backTo.ifPresent(
        live -> {
          long asked =
              look.project()
                  .flatMap(Project::lastSwitch)
                  .map(Project.AliasRequest::requestedAt)
                  .orElse(live.deployment().created().toEpochMilli());
          records.add(
              record(
                  live.mark().orElseThrow(),
                  now.generation(),
                  live.id() + "-" + asked,
                  Instant.ofEpochMilli(asked),
                  "somebody",
                  domains));
        });
    return List.copyOf(records);
  }

  private SwitchRecord record(
      Mark mark, long generation, String run, Instant at, String who, List<ProjectDomain> domains) {
    List<String> own =
        Stream.concat(
                domains.stream().filter(one -> one.redirect().isEmpty()),
                domains.stream().filter(one -> one.redirect().isPresent()))
            .map(ProjectDomain::name)
            .filter(name -> !name.endsWith(Provisioning.OWN_NAMES))
            .toList();
    boolean www = own.size() > 1 && own.contains("www." + own.getFirst());
    URI url =
        own.stream()
            .findFirst()
            .map(name -> URI.create("https://" + name + "/"))
            .orElseGet(() -> parts.edge().address(parts.projects().host(account, mark.site())));
    return new SwitchRecord(
        generation,
        run,
        at,
        who,
        url,
        www,
        own,
        mark.release(),
        mark.files(),
        mark.bytes(),
        mark.settings());
  }
}
