package dev.freehold.targets.vercel;

import dev.freehold.app.Domain;
import dev.freehold.base.Failpoint;
import dev.freehold.base.UserError;
import dev.freehold.step.StepContext;
import dev.freehold.targets.Resource;
import dev.freehold.targets.Site;
import dev.freehold.targets.vercel.SiteProject.Origin;
import dev.freehold.targets.vercel.api.Project;
import dev.freehold.targets.vercel.api.ProjectDomain;
import dev.freehold.targets.vercel.api.Vercel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the project of a site, the key to its deployments, and its domains. */
final class Provisioning {
  static final String OWN_NAMES = ".vercel.app";

  private final Account account;
  private final Site site;
  private final Optional<Domain> domain;
  private final Vercel vercel;
  private final SiteProjects projects;

  Provisioning(
      Account account, Site site, Optional<Domain> domain, Vercel vercel, SiteProjects projects) {
    this.account = account;
    this.site = site;
    this.domain = domain;
    this.vercel = vercel;
    this.projects = projects;
  }

  /** What {@link #carryOut} would make or change. */
  List<Resource> plan(Look look) {
    var resources = new ArrayList<Resource>();
    Optional<SiteProject> known = known();
    String name = account.project(site);
    if (look.project().isEmpty()) {
      resources.add(
          Resource.free(
              "project", name, "A project called " + name + " at " + account.address() + "."));
    } else if (known.flatMap(SiteProject::id).isEmpty() && !look.project().get().empty()) {
      resources.add(
          new Resource(
              "project",
              name,
              "The project "
                  + name
                  + " at "
                  + account.address()
                  + ", which is there already: Freehold deploys to it and deletes nothing that it"
                  + " did not make.",
              false,
              Optional.empty()));
    }
    if (look.project().flatMap(Project::key).isEmpty()) {
      resources.add(
          Resource.free(
              "key",
              name,
              "A key by which this machine sees deployments before visitors do (Protection Bypass"
                  + " for Automation)."));
    }
    List<String> there =
        look.project().isEmpty() || (names().isEmpty() && added(known).isEmpty())
            ? List.of()
            : vercel.domains(look.project().get().id()).stream().map(ProjectDomain::name).toList();
    names().stream()
        .filter(wanted -> !there.contains(wanted))
        .forEach(
            wanted ->
                resources.add(
                    Resource.free("domain", wanted, "The domain " + wanted + " for the project.")));
    stale(known, there)
        .forEach(
            gone ->
                resources.add(
                    Resource.free(
                        "domain", gone, "The domain " + gone + " is taken from the project.")));
    return List.copyOf(resources);
  }

  void carryOut(Look look, StepContext step) {
    SiteProject mine = project(look);
    String id = mine.require();
    Project project =
        look.project()
            .filter(there -> there.id().equals(id))
            .orElseGet(() -> vercel.project(id).orElseThrow());
    if (project.key().isEmpty()) {
      vercel.createKey(project.id());
    }
    List<ProjectDomain> there = vercel.domains(project.id());
    mine = mine.at(ownName(there, project));
    addDomains(mine, there, step);
  }

  private SiteProject project(Look look) {
    Optional<SiteProject> known = known();
    if (look.project().isPresent()) {
      Project there = look.project().get();
      Optional<SiteProject> same = known.filter(mine -> mine.id().equals(Optional.of(there.id())));
      return same.orElseGet(() -> save(SiteProject.of(there.id(), origin(known, look))));
    }
    projects.save(account.name(), site, SiteProject.INTENDED);
    String name = account.project(site);
    Project made = vercel.createProject(name).orElseThrow(() -> taken(account, site));
    Failpoint.VERCEL_PROJECT_MADE.reach();
    return save(SiteProject.of(made.id(), Origin.MADE));
  }

  /** One that was intended and is there now was made before a crash. */
  private Origin origin(Optional<SiteProject> known, Look look) {
    boolean intended = known.filter(mine -> mine.id().isEmpty()).isPresent();
    if (intended && look.deployments().isEmpty()) {
      return Origin.MADE;
    }
    return account.names(site) ? Origin.ADOPTED : Origin.FOUND;
  }

  private void addDomains(SiteProject mine, List<ProjectDomain> there, StepContext step) {
    List<String> known = there.stream().map(ProjectDomain::name).toList();
    var added = new ArrayList<>(mine.domains());
    for (String name : names()) {
      if (!known.contains(name)) {
        Optional<String> leadsTo = domain.map(Domain::name).filter(own -> !own.equals(name));
        vercel.addDomain(mine.require(), name, leadsTo);
        added.add(name);
        step.log("Added the domain " + name + ".");
      }
    }
    for (String gone : stale(Optional.of(mine), known)) {
      vercel.removeDomain(mine.require(), gone);
      step.log("Removed the domain " + gone + ".");
    }
    added.retainAll(names());
    save(mine.with(added.stream().distinct().toList()));
  }

  private SiteProject save(SiteProject mine) {
    projects.save(account.name(), site, mine);
    return mine;
  }

  private Optional<SiteProject> known() {
    return projects.find(account.name(), site);
  }

  private List<String> names() {
    return domain.map(Domain::names).orElse(List.of());
  }

  private static List<String> added(Optional<SiteProject> known) {
    return known.map(SiteProject::domains).orElse(List.of());
  }

  /** That were added from here and are no longer wanted. */
  private List<String> stale(Optional<SiteProject> known, List<String> there) {
    return added(known).stream()
        .filter(name -> there.contains(name) && !names().contains(name))
        .toList();
  }

  static String ownName(List<ProjectDomain> domains, Project project) {
    return domains.stream()
        .filter(one -> one.redirect().isEmpty())
        .map(ProjectDomain::name)
        .filter(name -> name.endsWith(OWN_NAMES))
        .findFirst()
        .orElse(project.name() + OWN_NAMES);
  }

  static UserError gone(Site site) {
    return new UserError(
        "vercel.project-gone",
        "The project of " + site.app() + " in " + site.environment() + " was deleted at Vercel.",
        "Deploy again, which makes it anew.");
  }

  static UserError taken(Account account, Site site) {
    String name = account.project(site);
    return new UserError(
        "vercel.project-taken",
        "There is a project called "
            + name
            + " at "
            + account.address()
            + " already, and it is not of "
            + site.app()
            + ".",
        "To deploy to it, say so: freehold target add vercel --name "
            + account.name()
            + " --project "
            + name
            + ". To have one of its own, give the app another name.");
  }
}
