package dev.freehold.target.vercel;

import dev.freehold.target.vercel.api.Team;

/**
 * An account that was added as a target.
 *
 * @param name of the target
 * @param team id
 * @param slug of the team, as addresses of the dashboard have it
 * @param project name for sites in production; empty for one that follows the app's name
 * @param sealedToken as it was given to Freehold, sealed; empty to look for one each time
 */
record Account(String name, String team, String slug, String project, byte[] sealedToken) {
  static final String KIND = "vercel";

  /** What stands in the database beside the name. */
  record Details(String team, String slug, String project, byte[] sealedToken) {}

  static Account of(String name, Details details) {
    return new Account(
        name, details.team(), details.slug(), details.project(), details.sealedToken());
  }

  static Account of(String name, Team team, String project, byte[] sealedToken) {
    return new Account(name, team.id(), team.slug(), project, sealedToken);
  }

  Details details() {
    return new Details(team, slug, project, sealedToken);
  }

  /** As its owner knows it. */
  String address() {
    return "vercel.com/" + slug;
  }
}
