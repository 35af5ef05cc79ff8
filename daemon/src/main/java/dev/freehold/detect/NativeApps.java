package dev.freehold.detect;

import java.util.List;
import java.util.Optional;

/** Apps for phones and desktops: they have a package.json and no page. */
final class NativeApps implements FrameworkRule {
  private record Kind(String dependency, String name) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("@nativescript/core", "a NativeScript app for phones"),
          new Kind("nativescript", "a NativeScript app for phones"),
          new Kind("react-native", "a React Native app for phones"),
          new Kind("electron", "an Electron app for desktops"));

  @Override
  public Optional<Match> match(Project project) {
    for (Kind kind : KINDS) {
      if (project.dependsOn(kind.dependency())
          && !project.files().has("index.html")
          && !isExpo(project)) {
        throw Refusal.notAWebApp(
            "it is "
                + kind.name()
                + " ("
                + project.manifestPath()
                + " depends on "
                + kind.dependency()
                + ", and there is no index.html)");
      }
    }
    return Optional.empty();
  }

  /** Expo can make a page of a React Native app; that is another rule's to say. */
  private static boolean isExpo(Project project) {
    return project.dependsOn("expo");
  }
}
