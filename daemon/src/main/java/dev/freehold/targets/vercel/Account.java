package dev.freehold.targets.vercel;

import dev.freehold.credential.Secret;
import dev.freehold.targets.Connected;
import dev.freehold.targets.Site;
import java.util.Optional;

/**
 * An account that was connected.
 *
 * @param name of the target
 * @param team id
 * @param slug of the team, as addresses of the dashboard have it
 * @param project name for sites in production; empty for one that follows the app's name
 * @param token as it was given to Freehold; empty to look for one each time
 */
record Account(
    String name, String team, String slug, Optional<String> project, Optional<Secret> token) {
  static final String TOKEN = "token";
  static final String PROJECT = "project";

  static Account of(Connected target) {
    return new Account(
        target.name(),
        target.state().path("team").asText(),
        target.state().path("slug").asText(),
        Optional.ofNullable(target.config().get(PROJECT)),
        Optional.ofNullable(target.secrets().get(TOKEN)));
  }

  /** As its owner knows it. */
  String address() {
    return "vercel.com/" + slug;
  }

  /** Name of the project that a site is in. Three dashes in a row are refused there. */
  String project(Site site) {
    String base = project.orElse(site.app());
    String name =
        site.environment().equals(Site.PRODUCTION) ? base : base + "-" + site.environment();
    return name.replaceAll("-{3,}", "--");
  }

  /** Whether its owner said that the site goes into this very project. */
  boolean names(Site site) {
    return project.isPresent() && site.environment().equals(Site.PRODUCTION);
  }
}
