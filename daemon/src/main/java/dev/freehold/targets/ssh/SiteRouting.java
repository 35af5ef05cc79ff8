package dev.freehold.targets.ssh;

import dev.freehold.release.Artifact;
import dev.freehold.targets.Site;
import dev.freehold.targets.site.HostNames;
import java.util.ArrayList;
import java.util.List;

/** What the web server is told of a site. */
record SiteRouting(Site site, ServerFolder folder, ServerDetails details, PublicAddress address) {
  /**
   * The same for all releases with the same routing: the web server is told anew only when that
   * changes, because with every reload it closes connections that visitors keep open.
   */
  SiteRules staged(Artifact artifact) {
    String any = "*" + HostNames.staged(site, "");
    WebServer webServer = details.webServer();
    return details.rules(
        site.app() + "." + site.environment() + ".staged",
        List.of(inner(any)),
        artifact.serving(),
        folder.path() + "/staged/" + webServer.staged());
  }

  SiteRules live(Artifact artifact) {
    var addresses = new ArrayList<Address>();
    addresses.add(inner(HostNames.of(site)));
    addresses.addAll(address.all());
    return details.rules(
        site.app() + "." + site.environment(),
        addresses,
        artifact.serving(),
        folder.path() + "/web-@ID@");
  }

  private Address inner(String host) {
    return new Address.Inner(host, details.port());
  }
}
