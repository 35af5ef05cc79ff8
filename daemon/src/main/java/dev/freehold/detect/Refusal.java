package dev.freehold.detect;

import dev.freehold.base.UserError;

/** Refusals that more than one rule gives. */
final class Refusal {
  private static final String SUPPORTED =
      "This version of Freehold deploys plain HTML sites and apps made with Vite, TanStack Start,"
          + " Next.js, React Router, Remix, Astro, SvelteKit, Nuxt, SolidStart, Angular, Qwik,"
          + " Gatsby, Vue CLI, VitePress, Slidev, Expo for the web, Create React App, a Node"
          + " or Deno server, or a Python server with Flask, Django or FastAPI.";

  /** What makes an app of any kind deployable. */
  private static final String OWNERS_WORD =
      " Any other one goes live when you say how: freehold app set build-command=COMMAND"
          + " output=FOLDER for a page, or start=\"node FILE\" for a server that listens at PORT.";

  private Refusal() {}

  /**
   * @param proof {@code package.json depends on next}
   */
  static UserError unsupported(String framework, String proof) {
    return new UserError(
        "detect.unsupported-framework",
        "This app uses " + framework + ", which Freehold can't deploy yet: " + proof + ".",
        SUPPORTED + OWNERS_WORD);
  }

  /**
   * @param proof {@code server.js imports express}
   * @param why the sentence's second half
   */
  static UserError server(String framework, String proof, String why) {
    return new UserError(
        "detect.unsupported-framework",
        "This app uses the server framework "
            + framework
            + ", which Freehold can't deploy yet: "
            + proof
            + ", and "
            + why
            + ".",
        "Have the start script of the app's package.json run the server's file: \"start\": \"node"
            + " server.js\", or with tsx or ts-node where it is TypeScript; the file may also be"
            + " one that the build script makes. The framework belongs into its dependencies. Or"
            + " say it yourself: freehold app set start=\"node FILE\"; for the page without the"
            + " server: freehold app set output=FOLDER");
  }

  static UserError notAWebApp(String why) {
    return new UserError(
        "detect.not-a-web-app",
        "This is not a web app: " + why + ".",
        "Check that you exported the right project, and all of it. " + SUPPORTED + OWNERS_WORD);
  }

  static UserError noPackageJson(String proof) {
    return new UserError(
        "detect.no-package-json",
        "The app can't be built: " + proof + ", but there is no package.json beside it.",
        "Export the whole project again. If package.json is in another folder, deploy that"
            + " folder.");
  }
}
