package dev.freehold.targets.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.freehold.app.LiveRelease;
import dev.freehold.targets.Activation;
import java.util.List;
import java.util.Map;

/**
 * A release with the settings it runs with, as far as the serving process must know them.
 *
 * @param variables the public ones by name: visitors can read them
 * @param kept folders that its servers may write to and that every release finds again; left out
 *     where there are none, as in what was stored before there were any
 */
public record ServedRelease(
    String releaseId,
    String releaseName,
    String artifactId,
    String settingsId,
    Map<String, String> variables,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> kept) {
  public ServedRelease {
    kept = kept == null ? List.of() : List.copyOf(kept);
  }

  public static ServedRelease of(Activation activation) {
    return new ServedRelease(
        activation.release().id(),
        activation.release().name(),
        activation.artifact().id(),
        activation.settings().id(),
        activation.settings().publicValues(),
        List.of());
  }

  /** As {@link #of}, on a target that keeps folders. */
  public static ServedRelease keeping(Activation activation) {
    ServedRelease release = of(activation);
    return new ServedRelease(
        release.releaseId,
        release.releaseName,
        release.artifactId,
        release.settingsId,
        release.variables,
        activation.kept());
  }

  /** Whether the same servers answer for both. */
  public boolean isSameAs(ServedRelease other) {
    return releaseId.equals(other.releaseId)
        && settingsId.equals(other.settingsId)
        && kept.equals(other.kept);
  }

  public LiveRelease live() {
    return new LiveRelease(releaseId, settingsId);
  }
}
