package dev.freehold.detect;

import dev.freehold.app.Offer;
import dev.freehold.app.PublicVariables;
import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.VariableUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Adaptations that are made only when the owner asks for them with {@code freehold app set with=}.
 *
 * @param made those asked for
 * @param offered those that could be of use, as conclusions of the plan
 * @param environment what those asked for add to the build's environment
 */
record Offers(
    List<Adaptation> made, List<Conclusion> offered, TreeMap<String, String> environment) {
  private static final Pattern PAGE = Pattern.compile("(?:public/|src/)?[^/]+\\.html");
  private static final Pattern CODE = Pattern.compile(".*\\.[cm]?[jt]sx?");
  private static final Pattern NOT_BUILT =
      Pattern.compile(
          "(?:supabase|base44|scripts|\\.[^/]*)/.*|(?:.*/)?(?:tests?|__tests__|e2e)/.*"
              + "|.*\\.(?:test|spec)\\.\\w+|[^/]+\\.config\\.\\w+");
  private static final Pattern GOOGLE_FONTS = Pattern.compile("[\"']next/font/google[\"']");
  private static final Pattern READ = Pattern.compile("\\bprocess\\.env\\.([A-Z][A-Z0-9_]*)\\b");

  /** Frameworks whose build runs the code of pages and servers. */
  private static final Set<Framework> RUN_CODE =
      Set.of(
          Framework.NEXT,
          Framework.ASTRO,
          Framework.SVELTEKIT,
          Framework.NUXT,
          Framework.REACT_ROUTER,
          Framework.QWIK,
          Framework.SITE_GENERATOR);

  /** Set by tools, or by us. */
  static final Pattern NOT_SECRET =
      Pattern.compile("NODE_ENV|CI|PORT|HOST(?:NAME)?|VERCEL.*|NETLIFY.*|ANALYZE|NEXT_.*|npm_.*");

  private static final Pattern DATABASE = Pattern.compile(".*(?:DATABASE|POSTGRES|DB)_?UR[LI].*");
  private static final Pattern ADDRESS = Pattern.compile(".*(?:URL|URI|ENDPOINT|ORIGIN|HOST)$");

  static Offers of(Project project, Framework framework) {
    var offers = new Offers(new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
    AppFiles files = project.files();
    if (files.paths().stream()
        .filter(path -> PAGE.matcher(path).matches())
        .anyMatch(path -> BuilderTelemetry.isIn(files.text(path).orElse("")))) {
      offers.add(
          project,
          Offer.NO_BUILDER_TELEMETRY,
          "the page loads scripts and a badge that the builder put there for itself");
    }
    List<VariableUse> baked = Baked.of(project).stream().filter(VariableUse::needsConsent).toList();
    if (!baked.isEmpty()) {
      offers.add(
          project,
          Offer.BAKED_VARIABLES,
          baked.getFirst().file()
              + " line "
              + baked.getFirst().line()
              + " writes "
              + baked.stream().map(VariableUse::name).collect(Collectors.joining(", "))
              + " into the page, where everybody can read it");
    }
    if (framework == Framework.NEXT && reads(files, GOOGLE_FONTS)) {
      offers.offered.add(
          new Conclusion(
              "network",
              "Google Fonts",
              "the build fetches them (next/font/google); other hosts it reaches only after you"
                  + " agreed"));
    }
    if (project.overrides().wants(Offer.BUILD_NETWORK)) {
      offers.made.add(
          new Adaptation(
              Offer.BUILD_NETWORK.id(), "you said that its builds need the whole network"));
    }
    if (project.overrides().wants(Offer.PUBLIC_REGISTRY)) {
      offers.made.add(
          new Adaptation(
              Offer.PUBLIC_REGISTRY.id(), "you said that all of its packages are public"));
    }
    long kept =
        project.export().paths().stream()
            .filter(path -> ("/" + path).contains("/" + Detection.BROUGHT_FILES))
            .count();
    if (kept > 0 && project.overrides().wants(Offer.BUILDER_FILES)) {
      offers.made.add(
          new Adaptation(
              Offer.BUILDER_FILES.id(),
              (kept == 1 ? "1 file is" : kept + " files are")
                  + " kept with the app, so that its pages need not ask the builder's storage"));
    }
    if (RUN_CODE.contains(framework)) {
      Set<String> names = secrets(files);
      if (!names.isEmpty()
          && offers.add(
              project,
              Offer.PLACEHOLDERS,
              "the build may run code that reads "
                  + String.join(", ", names)
                  + "; builds never get secrets, and code that does not start without them gets"
                  + " stand-ins")) {
        names.forEach(name -> offers.environment.put(name, standIn(name)));
      }
    }
    return offers;
  }

  /**
   * @return whether the owner asked for it
   */
  private boolean add(Project project, Offer offer, String reason) {
    if (project.overrides().wants(offer)) {
      made.add(new Adaptation(offer.id(), reason));
      return true;
    }
    offered.add(
        new Conclusion(
            Detection.OFFERED, offer.id(), reason + ": freehold app set with=" + offer.id()));
    return false;
  }

  private static boolean reads(AppFiles files, Pattern pattern) {
    return files.paths().stream()
        .filter(Offers::isBuilt)
        .anyMatch(path -> pattern.matcher(files.text(path).orElse("")).find());
  }

  private static Set<String> secrets(AppFiles files) {
    var names = new TreeSet<String>();
    files.paths().stream()
        .filter(Offers::isBuilt)
        .forEach(
            path ->
                READ.matcher(files.text(path).orElse(""))
                    .results()
                    .map(read -> read.group(1))
                    .filter(name -> !PublicVariables.isPublic(name))
                    .filter(name -> !NOT_SECRET.matcher(name).matches())
                    .forEach(names::add));
    return names;
  }

  /** Whether it may be part of what the build makes. */
  static boolean isBuilt(String path) {
    return CODE.matcher(path).matches() && !NOT_BUILT.matcher(path).matches();
  }

  /** Of a form that clients accept when they are made; nothing answers at these addresses. */
  static String standIn(String name) {
    if (DATABASE.matcher(name).matches()) {
      return "postgresql://placeholder:placeholder@placeholder.invalid:5432/placeholder";
    }
    return ADDRESS.matcher(name).matches() ? "https://placeholder.invalid" : "placeholder";
  }
}
