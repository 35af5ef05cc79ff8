package dev.freehold.targets.vercel;

import dev.freehold.targets.Site;
import dev.freehold.targets.vercel.Look.Known;
import dev.freehold.targets.vercel.api.Deployment;
import dev.freehold.targets.vercel.api.Project;
import dev.freehold.targets.vercel.api.Vercel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out what Vercel has of sites. Changes nothing there. */
final class SiteLooks {
  private final Clients clients;
  private final SiteProjects projects;
  private final Switches switches;

  SiteLooks(Clients clients, SiteProjects projects, Switches switches) {
    this.clients = clients;
    this.projects = projects;
    this.switches = switches;
  }

  Look at(Account account, Site site) {
    Vercel vercel = clients.of(account);
    Optional<String> id = projects.find(account.name(), site).flatMap(SiteProject::id);
    return vercel
        .project(id.orElseGet(() -> account.project(site)))
        .map(project -> look(vercel, project, site, id.isPresent() || account.names(site)))
        .orElse(Look.NOTHING);
  }

  private Look look(Vercel vercel, Project project, Site site, boolean agreed) {
    List<Deployment> all = withSwitched(vercel, project);
    List<Known> known = all.stream().map(one -> new Known(one, Mark.of(one, site))).toList();
    boolean ours = known.stream().anyMatch(one -> one.mark().isPresent());
    boolean anotherSite = !ours && all.stream().anyMatch(one -> Mark.of(one).isPresent());
    boolean free = project.empty() && !project.linked();
    if (anotherSite || !(ours || free || agreed)) {
      return Look.taken(project);
    }
    long generation =
        project
            .production()
            .map(live -> switches.generation(project.id(), live))
            .orElseGet(() -> switches.newest(project.id()));
    return new Look(Optional.of(project), known, false, generation);
  }

  /** The newest, and those that were switched however long ago they were made. */
  private static List<Deployment> withSwitched(Vercel vercel, Project project) {
    var all = new ArrayList<>(vercel.newestDeployments(project.id()));
    Stream.concat(
            project.production().stream(),
            project.lastSwitch().map(Project.AliasRequest::from).stream())
        .filter(id -> !id.isEmpty() && all.stream().noneMatch(one -> one.id().equals(id)))
        .distinct()
        .toList()
        .forEach(id -> vercel.deployment(id).ifPresent(all::add));
    return List.copyOf(all);
  }
}
