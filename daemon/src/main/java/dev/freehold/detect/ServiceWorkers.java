package dev.freehold.detect;

import dev.freehold.detect.Detection.Conclusion;
import java.util.List;
import java.util.Optional;

/** Whether the app puts a service worker into its visitors' browsers. */
final class ServiceWorkers {
  private static final List<String> MAKERS =
      List.of(
          "vite-plugin-pwa",
          "@vite-pwa/nuxt",
          "@vite-pwa/astro",
          "@vite-pwa/sveltekit",
          "@vite-pwa/vitepress",
          "next-pwa",
          "@ducanh2912/next-pwa",
          "@serwist/next",
          "@serwist/vite",
          "@angular/service-worker");

  private static final String WORKER = "(?:public/|src/)?(?:sw|service-worker)\\.[jt]s";

  private ServiceWorkers() {}

  static Optional<Conclusion> told(Project project) {
    return project
        .proofOf(MAKERS, WORKER)
        .map(
            proof ->
                new Conclusion(
                    "service worker",
                    "visitors' browsers keep the app, and may show an earlier version once more",
                    proof
                        + "; browsers ask for its script anew at every visit, and a release without"
                        + " it ends it"));
  }
}
