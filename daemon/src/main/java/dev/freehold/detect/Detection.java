package dev.freehold.detect;

import dev.freehold.app.Offer;
import dev.freehold.app.PublicVariables;
import dev.freehold.detect.python.PythonRange;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a source tree is, and why we think so. Everything later decisions depend on is data here.
 *
 * @param root folder of the app inside the tree, {@code ""} for the tree itself
 * @param builder {@code lovable}, {@code bolt}, {@code base44}, {@code emergent}, {@code unknown}
 * @param framework what kind of app it is
 * @param install how dependencies are installed; empty when there are none
 * @param buildScript shell text that builds the app, as package.json has it ({@code vite build});
 *     empty when nothing is built
 * @param output folder of the build's result, relative to root ({@code dist}); for plain HTML the
 *     folder that is published as it is, {@code ""} for the root itself
 * @param parts for an app with a server, all that belongs to the result; empty when that is {@code
 *     output} as it is
 * @param serving how the result is answered to visitors
 * @param environment what the build must find in its environment
 * @param node versions of Node.js that the app asks for
 * @param python a server in Python beside what the build makes
 * @param variables public variables that the code reads, sorted by name
 * @param defaults public values from the export's committed {@code .env} files
 * @param adaptations changes that the build's copy of the sources needs
 * @param conclusions one line per decision, for the plan
 * @param openProxies what rules of the old host would pass on if somebody agreed to it
 * @param serverVariables that the app's own server in Node or Deno reads, sorted by name
 * @param deno a server for Deno
 */
public record Detection(
    String root,
    String builder,
    Framework framework,
    Optional<Install> install,
    Optional<String> buildScript,
    String output,
    List<Part> parts,
    Serving serving,
    Map<String, String> environment,
    NodeRange node,
    Optional<Python> python,
    List<VariableUse> variables,
    List<DefaultValue> defaults,
    List<Adaptation> adaptations,
    List<Conclusion> conclusions,
    List<Serving.ProxyRule> openProxies,
    List<VariableUse> serverVariables,
    Optional<Deno> deno) {

  /** Subject of a conclusion that names an adaptation to be had. */
  static final String OFFERED = "offered";

  /** Folder of files that were brought from the builder's storage, wherever it is in the tree. */
  public static final String BROUGHT_FILES = "freehold-assets/";

  /** Subject of a conclusion about hosts that an app answers; its value says where they are. */
  public static final String ALLOWED_HOSTS = "allowed hosts";

  /** Subject of a conclusion about the version of Python that an app is built and run with. */
  public static final String PYTHON_VERSION = "Python";

  /** Value of such a conclusion when no variable has them. */
  public static final String IN_THE_CODE = "in the code";

  /** Steps that an earlier version stored have no such rules and variables, and no Deno. */
  public Detection {
    openProxies = openProxies == null ? List.of() : List.copyOf(openProxies);
    serverVariables = serverVariables == null ? List.of() : List.copyOf(serverVariables);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    deno = Objects.requireNonNullElse(deno, Optional.empty());
  }

  /** Whether an adaptation could be made and was not asked for. */
  public boolean isOffered(String adaptation) {
    return conclusions.stream()
        .anyMatch(c -> c.subject().equals(OFFERED) && c.value().equals(adaptation));
  }

  /** Names of those that the build gets because the owner agreed that everybody can read them. */
  public Set<String> agreedBakedIn() {
    return adaptations.stream().anyMatch(a -> a.id().equals(Offer.BAKED_VARIABLES.id()))
        ? variables.stream()
            .filter(VariableUse::needsConsent)
            .map(VariableUse::name)
            .collect(Collectors.toSet())
        : Set.of();
  }

  /** Kinds of app that Freehold can deploy. */
  public enum Framework {
    PLAIN_HTML,
    VITE_SPA,
    CREATE_REACT_APP,
    ASTRO,
    EXPO,
    NEXT,
    TANSTACK_START,
    REMIX,
    REACT_ROUTER,
    SVELTEKIT,
    NUXT,
    SOLID_START,
    ANGULAR,
    QWIK,
    VITE_SERVER,
    SITE_GENERATOR,
    NODE_SERVER,
    PYTHON_SERVER,
    DENO_SERVER,
    OTHER
  }

  /**
   * Files that belong to the result of a build.
   *
   * @param from file or folder, relative to the app's root, after the build
   * @param to where it comes in the result, {@code ""} for its root
   */
  public record Part(String from, String to) {}

  /** Programs that install packages, all of them to be had from npm. */
  public enum Manager {
    NPM,
    PNPM,
    YARN,
    BUN;

    /** As people type it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param version of the manager that reads this lock file, {@code 10} or {@code 1.22}; {@code ""}
   *     for the npm of this machine
   * @param folder where it is installed, relative to the tree: the app's root, or the root of the
   *     workspace that the app is part of
   * @param lockFile path below {@code folder}, {@code package-lock.json}; empty when it has none to
   *     go by
   */
  public record Install(Manager manager, String version, String folder, Optional<String> lockFile) {
    /** By this machine's npm. */
    public static Install npm(String folder, Optional<String> lockFile) {
      return new Install(Manager.NPM, "", folder, lockFile);
    }
  }

  /**
   * A server in Python, whose packages are installed into a virtual environment of its own.
   *
   * @param folder of its code, relative to the tree; the same in the result
   * @param requirements the file that says which packages are installed, relative to the tree; pip
   *     reads it where it is a text
   * @param packages by name, besides what pip reads
   * @param locked exact versions with the hashes of their files, as pip reads them, that are
   *     installed without what they need in their turn; empty where no lock file has them
   * @param variables without which it does not start, sorted by name
   * @param defaults values that came with it
   * @param range versions of Python that the app asks for
   */
  public record Python(
      String folder,
      String requirements,
      List<String> packages,
      List<String> locked,
      List<VariableUse> variables,
      List<DefaultValue> defaults,
      PythonRange range) {
    /** Steps that an earlier version stored have no lock files and no range. */
    public Python {
      packages = List.copyOf(packages);
      locked = locked == null ? List.of() : List.copyOf(locked);
      range = range == null ? PythonRange.ANY : range;
    }

    /** The same, for a Python that fits. */
    Python on(PythonRange asked) {
      return new Python(folder, requirements, packages, locked, variables, defaults, asked);
    }

    /** Whether pip reads the file itself. */
    public boolean isRead() {
      return requirements.endsWith(".txt");
    }

    /** First word of a service's command: the Python of the release's virtual environment. */
    public static final String PROGRAM = "python";

    /** Below {@link #folder} in the result; the version of Python follows. */
    public static final String PACKAGES = ".venv/lib/";
  }

  /**
   * A server for Deno, whose modules and packages are brought while it is built.
   *
   * @param folder of its code, relative to the tree
   * @param entry the module that is run, below {@code folder}
   * @param loading flags that say how modules are found: {@code --import-map=imports.json}
   * @param lockFile below {@code folder}; empty where nothing says which versions are meant
   */
  public record Deno(String folder, String entry, List<String> loading, Optional<String> lockFile) {
    public Deno {
      loading = List.copyOf(loading);
    }

    /** First word of a service's command. */
    public static final String PROGRAM = "deno";

    /** Folder of what was brought, beside its code in the result. */
    public static final String MODULES = ".deno";

    /** What the modules are, exactly. */
    public static final String LOCK = MODULES + "/deno.lock";
  }

  /**
   * A variable that the code reads.
   *
   * @param file the first place, with line from 1
   * @param required false when every use has a fallback ({@code ??}, {@code ||}, a condition)
   * @param bakedIn whether the app's configuration writes the value into the page by itself
   */
  public record VariableUse(String name, String file, int line, boolean required, boolean bakedIn) {
    public VariableUse(String name, String file, int line, boolean required) {
      this(name, file, line, required, false);
    }

    /** Whether its name alone does not say that everybody can read the value. */
    public boolean needsConsent() {
      return bakedIn && !PublicVariables.isPublic(name);
    }
  }

  /** A value from a committed {@code .env} file; public by its prefix, so no secret. */
  public record DefaultValue(String name, String value, String file) {}

  /**
   * A named change to the build's copy of the sources.
   *
   * @param id stable: {@code vite-runtime-variables}
   * @param reason why this app needs it, one sentence
   */
  public record Adaptation(String id, String reason) {}

  /**
   * @param subject {@code framework}, {@code package manager}, {@code output}
   * @param value {@code Vite single-page app}
   * @param reason {@code package.json depends on vite and index.html loads /src/main.tsx}
   */
  public record Conclusion(String subject, String value, String reason) {}
}
