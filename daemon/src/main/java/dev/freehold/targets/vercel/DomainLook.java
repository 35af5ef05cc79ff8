package dev.freehold.targets.vercel;

import dev.freehold.app.Domain;
import dev.freehold.targets.DomainReport;
import dev.freehold.targets.DomainReport.DnsRecord;
import dev.freehold.targets.vercel.SiteProjects.Entry;
import dev.freehold.targets.vercel.api.ProjectDomain;
import dev.freehold.targets.vercel.api.Vercel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which records a domain needs, and what Vercel sees of them. */
final class DomainLook {
  private final Vercel vercel;
  private final List<Entry> projects;

  DomainLook(Vercel vercel, List<Entry> projects) {
    this.vercel = vercel;
    this.projects = projects;
  }

  DomainReport of(Domain domain) {
    Set<DnsRecord> records = new LinkedHashSet<>();
    var problems = new ArrayList<String>();
    for (String name : domain.names()) {
      Optional<ProjectDomain> added = added(name);
      ProjectDomain.Config config = vercel.config(name);
      records.addAll(records(name, added, config));
      problem(name, added, config).ifPresent(problems::add);
    }
    return new DomainReport(domain.name(), List.copyOf(records), problems);
  }

  private Optional<ProjectDomain> added(String name) {
    return projects.stream()
        .map(Entry::project)
        .filter(project -> project.domains().contains(name))
        .flatMap(project -> project.id().stream())
        .findFirst()
        .map(project -> vercel.verify(project, name));
  }

  private static List<DnsRecord> records(
      String name, Optional<ProjectDomain> added, ProjectDomain.Config config) {
    var records = new ArrayList<DnsRecord>();
    boolean apex =
        added.map(domain -> domain.apex().equals(name)).orElse(name.split("\\.").length == 2);
    if (apex) {
      config.addresses().forEach(address -> records.add(new DnsRecord("A", name, address)));
    } else {
      config.names().forEach(to -> records.add(new DnsRecord("CNAME", name, to)));
    }
    added.stream()
        .filter(domain -> !domain.verified())
        .flatMap(domain -> domain.challenges().stream())
        .forEach(one -> records.add(new DnsRecord(one.type(), one.name(), one.value())));
    return records;
  }

  private static Optional<String> problem(
      String name, Optional<ProjectDomain> added, ProjectDomain.Config config) {
    if (added.isEmpty()) {
      return Optional.of(
          name + " is not known to the project yet. It is added with the next deployment.");
    }
    if (!added.get().verified()) {
      return Optional.of(
          name
              + " was used in another account at Vercel. Make the TXT record, which proves that it"
              + " is yours.");
    }
    return config.misconfigured()
        ? Optional.of(
            name
                + " does not lead to Vercel yet. Make the record where the domain is managed; it"
                + " can take an hour until everybody sees it.")
        : Optional.empty();
  }
}
