package dev.freehold.targets.site;

import dev.freehold.app.LiveRelease;
import dev.freehold.targets.Activation;
import java.util.Map;

/**
 * A release with the settings it runs with, as far as the serving process must know them.
 *
 * @param variables the public ones by name: visitors can read them
 */
public record ServedRelease(
    String releaseId,
    String releaseName,
    String artifactId,
    String settingsId,
    Map<String, String> variables) {

  public static ServedRelease of(Activation activation) {
    return new ServedRelease(
        activation.release().id(),
        activation.release().name(),
        activation.artifact().id(),
        activation.settings().id(),
        activation.settings().publicValues());
  }

  /** Whether the same servers answer for both. */
  public boolean isSameAs(ServedRelease other) {
    return releaseId.equals(other.releaseId) && settingsId.equals(other.settingsId);
  }

  public LiveRelease live() {
    return new LiveRelease(releaseId, settingsId);
  }
}
