package dev.freehold.targets;

import dev.freehold.release.Artifact;
import java.util.List;
import java.util.Map;

/**
 * What a provider knows of a site.
 *
 * @param switches the oldest first
 * @param artifacts of the releases that are kept there, by id
 * @param variables all values of the settings revisions that the provider has to know, by their id
 *     and name; a server of an app needs its secrets
 */
public record SiteHistory(
    Site site,
    Pointer pointer,
    List<SwitchRecord> switches,
    Map<String, Artifact> artifacts,
    Map<String, Map<String, String>> variables) {

  /** The names alone: values may be secret. */
  @Override
  public String toString() {
    return "SiteHistory[" + site + ", " + pointer + "]";
  }
}
