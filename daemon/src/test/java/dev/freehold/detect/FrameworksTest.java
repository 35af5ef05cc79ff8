package dev.freehold.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freehold.app.Overrides;
import dev.freehold.detect.Detection.Adaptation;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.Detection.VariableUse;
import dev.freehold.file.MemoryTree;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kinds of app besides Vite's single page: what is built, and how its result is served. */
class FrameworksTest {
  private static MemoryTree app(String script, String... dependencies) {
    var names = new StringBuilder();
    for (String name : dependencies) {
      names.append(names.isEmpty() ? "" : ",").append('"').append(name).append("\":\"1\"");
    }
    return MemoryTree.of(
        "package.json",
        "{\"name\":\"x\",\"scripts\":{" + script + "},\"dependencies\":{" + names + "}}",
        "package-lock.json",
        "{}");
  }

  private static Detection detect(MemoryTree tree) {
    return new Detector().detect(tree, Overrides.NONE);
  }

  @Test
  void aServiceWorkerIsNamedInThePlan() {
    MemoryTree plain = app("\"build\":\"vite build\"", "vite").with("index.html", "<script>");
    MemoryTree made = app("\"build\":\"vite build\"", "vite", "vite-plugin-pwa");
    for (MemoryTree tree :
        List.of(made.with("index.html", "<script>"), plain.with("public/sw.js", "self.x = 1"))) {
      assertThat(detect(tree).conclusions())
          .extracting(Conclusion::subject)
          .contains("service worker");
    }
    assertThat(detect(plain.with("src/swipe.js", "1")).conclusions())
        .extracting(Conclusion::subject)
        .doesNotContain("service worker");
  }

  @Test
  void aPythonServerBesideThePageIsNamedInThePlan() {
    MemoryTree tree =
        MemoryTree.of(
            "backend/requirements.txt",
            "fastapi==0.110.1",
            "frontend/package.json",
            "{\"scripts\":{\"build\":\"craco build\"},\"dependencies\":{\"@craco/craco\":\"7\"}}");

    assertThat(detect(tree).conclusions())
        .filteredOn(conclusion -> conclusion.subject().equals("backend"))
        .singleElement()
        .satisfies(
            conclusion ->
                assertThat(conclusion.reason())
                    .isEqualTo(
                        "backend/requirements.txt names fastapi; it would run beside the page if"
                            + " a file in backend had a line such as app = FastAPI()"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "backend/requirements.txt | flask | if a file in backend had a line such as app = Flask",
        "backend/pyproject.toml | fastapi | if its packages were in requirements.txt, in a folder",
        "requirements.txt | fastapi | if its packages were in requirements.txt, in a folder",
        "apps/backend/requirements.txt | fastapi;uvicorn | if its addresses began with /api"
      })
  void whyAPythonServerIsLeftBehindIsTrue(String path, String names, String why) {
    MemoryTree tree =
        MemoryTree.of(
            path,
            names.replace(';', '\n'),
            "apps/backend/main.py",
            "app = FastAPI()",
            "frontend/package.json",
            "{\"scripts\":{\"build\":\"craco build\"},\"dependencies\":{\"@craco/craco\":\"7\"}}");

    assertThat(detect(tree).conclusions())
        .filteredOn(conclusion -> conclusion.subject().equals("backend"))
        .singleElement()
        .satisfies(conclusion -> assertThat(conclusion.reason()).contains(why));
  }

  @Test
  void aPythonServerMayStandDeeper() {
    MemoryTree tree =
        MemoryTree.of(
            "apps/backend/requirements.txt",
            "fastapi\nuvicorn\n",
            "apps/backend/app/main.py",
            "app = FastAPI()\nrouter = APIRouter(prefix='/api')",
            "apps/web/package.json",
            "{\"scripts\":{\"build\":\"craco build\"},\"dependencies\":{\"@craco/craco\":\"7\"}}");

    assertThat(detect(tree).python())
        .hasValueSatisfying(
            python -> {
              assertThat(python.folder()).isEqualTo("apps/backend");
              assertThat(python.requirements()).isEqualTo("apps/backend/requirements.txt");
            });
  }

  private static final MemoryTree EMERGENT =
      MemoryTree.of(
          "backend/requirements.txt",
          "fastapi==0.110.1\nuvicorn==0.25.0\nemergentintegrations>=0.1.0\n",
          "backend/server.py",
          """
          import os
          client = Client(os.environ['MONGO_URL'])
          db = client[os.environ["DB_NAME"]]
          os.environ["SET_HERE"] = "1"
          key = os.environ.get("OPTIONAL")
          app = FastAPI()
          router = APIRouter(prefix="/api")
          """,
          "backend/.env",
          "MONGO_URL=\"mongodb://localhost:27017\"\nDB_NAME=\"test_database\"\n",
          "backend/tests/test_it.py",
          "os.environ['ONLY_IN_TESTS']",
          "frontend/package.json",
          "{\"scripts\":{\"build\":\"craco build\"},\"dependencies\":{\"@craco/craco\":\"7\"}}",
          "frontend/src/App.js",
          "const url = process.env.REACT_APP_BACKEND_URL; f(process.env.REACT_APP_NAME);",
          "frontend/.env",
          "REACT_APP_BACKEND_URL=https://x.preview.emergentagent.com\nWDS_SOCKET_PORT=443\n");

  @Test
  void anEmergentAppIsAPageAndAServerBehindOneHost() {
    Detection app = detect(EMERGENT);

    assertThat(app.root()).isEqualTo("frontend");
    assertThat(app.parts()).containsExactly(new Part("build", "public"));
    assertThat(app.serving().publicFolder()).isEqualTo("public");
    assertThat(app.serving().spaFallback()).contains("index.html");
    assertThat(app.serving().services())
        .singleElement()
        .satisfies(
            service -> {
              assertThat(service.prefix()).isEqualTo("/api");
              assertThat(service.folder()).isEqualTo("backend");
              assertThat(service.command())
                  .startsWith("python", "-m", "uvicorn", "server:app")
                  .endsWith("--port", "{port}");
            });
    Detection.Python python = app.python().orElseThrow();
    assertThat(python.requirements()).isEqualTo("backend/requirements.txt");
    assertThat(python.variables())
        .extracting(VariableUse::name, VariableUse::line, VariableUse::required)
        .containsExactly(
            tuple("DB_NAME", 3, true), tuple("MONGO_URL", 2, true), tuple("OPTIONAL", 5, false));
    assertThat(app.defaults()).extracting(Detection.DefaultValue::name).containsExactly("DB_NAME");
    assertThat(app.variables()).extracting(VariableUse::name).containsExactly("REACT_APP_NAME");
    assertThat(app.environment()).containsEntry("REACT_APP_BACKEND_URL", "/.");
    assertThat(app.conclusions())
        .extracting(Conclusion::subject, Conclusion::value)
        .contains(
            tuple("backend", "FastAPI, answers /api"),
            tuple("backend's variables", "DB_NAME, MONGO_URL"),
            tuple("private packages", "emergentintegrations"),
            tuple("adaptation", "same-host-backend"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "client = Client(api_key=os.environ.get('KEY')) | KEY",
        "db = Mongo(os.getenv('DB', 'mongodb://localhost:27017')) | DB",
        "key = os.environ.get('SECRET_KEY', 'supersecretkey') | SECRET_KEY",
        "a = os.environ.get('A', None) | A",
        "a = os.environ.get('A', 'https://a.dev') | ''",
        "a = os.environ.get('A') or 'x' | ''",
        "k = os.environ.get('API_KEY', '') | API_KEY",
        "k = os.environ.get('JWT_KEY', 'change-me') | JWT_KEY",
        "k = os.getenv('JWT_SECRET') or 'x' | JWT_SECRET",
        "k = os.environ.get('API_KEY', 'pk_live_51abc') | ''",
        "k = os.environ.get('HOST_NAME', '') | ''",
        "if os.environ.get('A'): start() | ''"
      })
  void whatAPythonServerHasNothingElseForIsWanted(String line, String name) {
    assertThat(
            detect(EMERGENT.with("backend/more.py", "x = '/api/'\n" + line))
                .python()
                .orElseThrow()
                .variables())
        .filteredOn(use -> use.file().equals("backend/more.py"))
        .extracting(VariableUse::name)
        .isEqualTo(name == null || name.isEmpty() ? List.of() : List.of(name));
  }

  @Test
  void aPythonReadMayStandOnTwoLines() {
    MemoryTree tree =
        EMERGENT.with(
            "backend/more.py",
            "x = '/api/'\nclient = Client(\n    os.environ.get(\n        'API_KEY',\n        '',\n"
                + "    )\n)\nother = os.environ[\n    'OTHER'\n]\n");
    assertThat(detect(tree).python().orElseThrow().variables())
        .filteredOn(use -> use.file().equals("backend/more.py"))
        .containsExactly(
            new VariableUse("API_KEY", "backend/more.py", 4, false),
            new VariableUse("OTHER", "backend/more.py", 9, true));

    MemoryTree tested =
        EMERGENT.with(
            "backend/more.py",
            "x = '/api/'\nKEY = os.environ.get('API_KEY', '')\nif KEY:\n    start(KEY)\n");
    assertThat(detect(tested).python().orElseThrow().variables())
        .extracting(VariableUse::name)
        .doesNotContain("API_KEY");
  }

  @Test
  void whatAServerInNodeReadsIsItsOwn() {
    String reads =
        "new Stripe(process.env.STRIPE_SECRET_KEY!);\n"
            + "if (!process.env.MAIL_TOKEN) return later();\n"
            + "listen(process.env.PORT, process.env.NODE_ENV, process.env.VERCEL_URL);\n"
            + "log(process.env.COLOUR || 'red', process.env.NEXT_PUBLIC_A);\n";
    Detection next =
        detect(
            app(BUILD, "next")
                .with("app/pay/route.ts", reads)
                .with("lib/unused.ts", "f(process.env.UNUSED_KEY)")
                .with("scripts/seed.ts", "f(process.env.SEED_KEY)"));
    assertThat(next.serverVariables())
        .containsExactly(
            new VariableUse("MAIL_TOKEN", "app/pay/route.ts", 2, false),
            new VariableUse("STRIPE_SECRET_KEY", "app/pay/route.ts", 1, true));
    assertThat(next.variables()).extracting(VariableUse::name).containsExactly("NEXT_PUBLIC_A");

    Detection express =
        detect(
            app("\"start\":\"API_VERSION_KEY=2 node server.js\"", "express")
                .with(
                    "server.js",
                    "require('express')(); require('./pay'); f(process.env.API_VERSION_KEY)")
                .with("pay.js", reads)
                .with("old.js", "f(process.env.OLD_KEY)"));
    assertThat(express.serverVariables())
        .extracting(VariableUse::name)
        .containsExactly("MAIL_TOKEN", "STRIPE_SECRET_KEY");

    Detection files =
        detect(
            app(BUILD, "next")
                .with("next.config.js", "module.exports = { output: 'export' }")
                .with("app/page.tsx", reads));
    assertThat(files.serverVariables()).isEmpty();
  }

  @Test
  void whatAPackageOfTheWorkspaceReadsIsTheServersToo() {
    MemoryTree tree =
        MemoryTree.of(
            "package.json",
            "{\"private\":true,\"workspaces\":[\"apps/*\",\"packages/*\"]}",
            "package-lock.json",
            "{}",
            "apps/api/package.json",
            "{\"name\":\"api\",\"scripts\":{\"start\":\"node server.js\"},"
                + "\"dependencies\":{\"express\":\"5\",\"@shop/db\":\"*\"}}",
            "apps/api/server.js",
            "require('express')(); require('@shop/db')",
            "packages/db/package.json",
            "{\"name\":\"@shop/db\"}",
            "packages/db/index.js",
            "connect(process.env.DATABASE_URL)",
            "packages/mail/package.json",
            "{\"name\":\"@shop/mail\"}",
            "packages/mail/index.js",
            "send(process.env.MAIL_KEY)");
    assertThat(
            new Detector()
                .detect(tree, new Overrides(Map.of("root", "apps/api")))
                .serverVariables())
        .containsExactly(new VariableUse("DATABASE_URL", "packages/db/index.js", 1, true));
  }

  @Test
  void anExpoAppOfEmergentHasItsBackendToo() {
    Detection app =
        detect(
            EMERGENT
                .with(
                    "frontend/package.json",
                    "{\"scripts\":{\"start\":\"expo start\"},\"dependencies\":{\"expo\":\"54\","
                        + "\"react-dom\":\"19\",\"react-native-web\":\"0.21\"}}")
                .with("frontend/src/App.js", "f(process.env.EXPO_PUBLIC_BACKEND_URL)"));

    assertThat(app.framework()).isEqualTo(Framework.EXPO);
    assertThat(app.python()).isPresent();
    assertThat(app.parts()).containsExactly(new Part("dist", "public"));
    assertThat(app.environment()).containsEntry("EXPO_PUBLIC_BACKEND_URL", "/.");
  }

  @Test
  void theAddressOfTheBackendStaysWhereTheOwnerSaysSo() {
    var without = new Overrides(Map.of("without", "same-host-backend"));
    Detection app = new Detector().detect(EMERGENT, without);

    assertThat(app.environment()).doesNotContainKey("REACT_APP_BACKEND_URL");
    assertThat(app.variables())
        .extracting(VariableUse::name)
        .containsExactly("REACT_APP_BACKEND_URL", "REACT_APP_NAME");
  }

  @Test
  void aPythonServerWhoseAddressesAreOthersStaysWhereItIs() {
    Detection app = detect(EMERGENT.with("backend/server.py", "app = FastAPI()"));

    assertThat(app.python()).isEmpty();
    assertThat(app.serving().isStatic()).isTrue();
  }

  @Test
  void whatIsOnlyOfferedIsMadeWhenTheOwnerAsksForIt() {
    MemoryTree tree =
        app(BUILD, "next")
            .with("next.config.ts", "export default { output: 'export' }")
            .with("app/layout.tsx", "import { Inter } from 'next/font/google'")
            .with(
                "lib/stripe.ts",
                "new Stripe(process.env.STRIPE_KEY!, process.env.NODE_ENV);"
                    + " connect(process.env.DATABASE_URL, process.env.NEXT_PUBLIC_A)");
    Detection offered = detect(tree);
    assertThat(offered.conclusions())
        .filteredOn(conclusion -> conclusion.subject().equals("offered"))
        .extracting(Conclusion::value)
        .containsExactly("placeholders");
    assertThat(offered.conclusions())
        .filteredOn(conclusion -> conclusion.subject().equals("network"))
        .extracting(Conclusion::value)
        .containsExactly("Google Fonts");
    assertThat(offered.environment()).doesNotContainKey("STRIPE_KEY");
    assertThat(offered.adaptations()).isEmpty();

    var both = new Overrides(Map.of("with", "placeholders,build-network"));
    Detection made = new Detector().detect(tree, both);
    assertThat(made.adaptations())
        .extracting(Adaptation::id)
        .containsExactly("build-network", "placeholders");
    assertThat(made.environment())
        .containsEntry("STRIPE_KEY", "placeholder")
        .doesNotContainKeys("NODE_ENV", "NEXT_PUBLIC_A")
        .hasEntrySatisfying("DATABASE_URL", url -> assertThat(url).startsWith("postgresql://"));
  }

  @Test
  void whatABuilderPutIntoThePageCanBeTakenOut() {
    String own = "<script>posthog.init('mine')</script>";
    String lovable =
        "<head><!-- DO NOT REMOVE THIS SCRIPT TAG --><script"
            + " src=\"https://cdn.gpteng.co/gptengineer.js\" type=\"module\"></script>"
            + own
            + "</head>";
    assertThat(BuilderTelemetry.without(lovable)).isEqualTo("<head>" + own + "</head>");

    String emergent =
        "<head><script src=\"https://assets.emergent.sh/scripts/emergent-main.js\"></script>"
            + "<script>a()</script></head><body><div id=\"root\"></div>"
            + "<a id=\"emergent-badge\" href=\"https://app.emergent.sh\"><img><p>Made</p></a>"
            + "<script>!function(){}(); posthog.init(\"phc\", {})</script></body>";
    assertThat(BuilderTelemetry.without(emergent))
        .isEqualTo("<head><script>a()</script></head><body><div id=\"root\"></div></body>");
    assertThat(BuilderTelemetry.isIn("<head>" + own + "</head>")).isFalse();

    String loader =
        "<script>if (window.self !== window.top) { var s = document.createElement('script');"
            + " s.src = 'https://assets.emergent.sh/scripts/debug-monitor.js'; }</script>";
    assertThat(BuilderTelemetry.without("<head>" + loader + "<script>a()</script></head>"))
        .isEqualTo("<head><script>a()</script></head>");
    String counter =
        "<script>posthog.init('phc_xAvL2Iq4tFmANRE7kzbKwaSqp1HJjN7x48s3vr0CMjs', {})</script>";
    assertThat(BuilderTelemetry.without("<head>" + counter + "</head>")).isEqualTo("<head></head>");
    String large = "<script>a('" + "$x".repeat(200_000) + "')</script>";
    assertThat(BuilderTelemetry.without(large + loader)).isEqualTo(large);
  }

  private static final String BUILD = "\"build\":\"b\"";

  static Stream<Arguments> pages() {
    return Stream.of(
        arguments(app(BUILD, "react-scripts"), Framework.CREATE_REACT_APP, "b", "build"),
        arguments(app(BUILD, "@craco/craco"), Framework.CREATE_REACT_APP, "b", "build"),
        arguments(
            app("\"build\":\"astro check && astro build\"", "astro"),
            Framework.ASTRO,
            "astro build",
            "dist"),
        arguments(
            app(BUILD, "astro").with("astro.config.mjs", "export default { outDir: './site' }"),
            Framework.ASTRO,
            "b",
            "site"),
        arguments(
            app(BUILD, "next").with("next.config.ts", "export default { output: 'export' }"),
            Framework.NEXT,
            "b",
            "out"),
        arguments(
            app("\"start\":\"expo start\"", "expo", "react-dom", "react-native-web"),
            Framework.EXPO,
            "expo export --clear --platform web",
            "dist"),
        arguments(
            app(
                "\"build:web\":\"expo export -p web --output-dir site\"",
                "expo",
                "react-dom",
                "react-native-web"),
            Framework.EXPO,
            "expo export --clear -p web --output-dir site",
            "site"));
  }

  @ParameterizedTest(name = "{1} into {3}")
  @MethodSource("pages")
  void arePagesOnly(MemoryTree tree, Framework framework, String command, String output) {
    Detection app = detect(tree);
    assertThat(app.framework()).isEqualTo(framework);
    assertThat(app.buildScript()).contains(command);
    assertThat(app.output()).isEqualTo(output);
    assertThat(app.parts()).isEmpty();
    assertThat(app.serving().isStatic()).isTrue();
    assertThat(app.serving().publicFolder()).isEmpty();
  }

  static Stream<Arguments> servers() {
    Part packages = new Part(Packages.FOLDER, Packages.FOLDER);
    Part manifest = new Part("package.json", "package.json");
    return Stream.of(
        arguments(
            app(BUILD, "next").with("public/a.txt", ""),
            Framework.NEXT,
            List.of("node", "server.js"),
            "public",
            List.of(
                new Part(".next/standalone", ""),
                new Part(".next/static", ".next/static"),
                new Part(".next/static", "public/_next/static"),
                new Part("public", "public"))),
        arguments(
            app(BUILD, "@tanstack/react-start", "nitro"),
            Framework.TANSTACK_START,
            List.of("node", "server/index.mjs"),
            "public",
            List.of(new Part(".output", ""))),
        arguments(
            app(BUILD, "@lovable.dev/vite-tanstack-config"),
            Framework.TANSTACK_START,
            List.of("node", "freehold-server.mjs"),
            "client",
            List.of(new Part("dist", ""))),
        arguments(
            app(BUILD, "@remix-run/react", "@remix-run/serve").with("vite.config.ts", ""),
            Framework.REMIX,
            List.of("node", "node_modules/@remix-run/serve/dist/cli.js", "build/server/index.js"),
            "build/client",
            List.of(new Part("build", "build"), manifest, packages)),
        arguments(
            app(BUILD, "astro")
                .with(
                    "astro.config.mjs",
                    "import node from '@astrojs/node'; export default { output: 'server',"
                        + " adapter: node({ mode: 'standalone' }) }"),
            Framework.ASTRO,
            List.of("node", "dist/server/entry.mjs"),
            "dist/client",
            List.of(new Part("dist", "dist"), packages)),
        arguments(
            app(BUILD + ",\"start\":\"NODE_ENV=production node dist/index.js\"", "express", "vite")
                .with("vite.config.ts", "build: { outDir: 'dist/public' }")
                .with("server/index.ts", "import express from 'express'"),
            Framework.NODE_SERVER,
            List.of("node", "dist/index.js"),
            "dist/public",
            List.of(new Part("dist", "dist"), manifest, packages)));
  }

  @ParameterizedTest(name = "{1}: {2}")
  @MethodSource("servers")
  void bringAServer(
      MemoryTree tree,
      Framework framework,
      List<String> command,
      String publicFolder,
      List<Part> parts) {
    Detection app = detect(tree);
    assertThat(app.framework()).isEqualTo(framework);
    assertThat(app.parts()).isEqualTo(parts);
    assertThat(app.serving().publicFolder()).isEqualTo(publicFolder);
    assertThat(app.serving().services())
        .singleElement()
        .satisfies(
            service -> {
              assertThat(service.command()).isEqualTo(command);
              assertThat(service.prefix()).isEqualTo("/");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "node server.js                               | node server.js",
        "node .                                       | node server.js",
        "node server                                  | node server.js",
        "NODE_ENV=production node ./src               | node src/index.js",
        "npm run build && node src/index.js --quiet   | node src/index.js --quiet",
        "npm run prod                                 | node --no-warnings server.js",
        "cross-env NODE_ENV=production npx node --env-file=.env -r dotenv/config --watch server.js"
            + " | node --require=dotenv/config server.js",
        "node made/index.js                           | node made/index.js",
        "tsx src/main.ts                              | node src/main.bundle.cjs",
        "node --import tsx src/main.ts                | node src/main.bundle.cjs",
        "ts-node src/main.ts | node --require=ts-node/register src/main.ts",
        "npx ts-node -T -P tsconfig.server.json --files -r dotenv/config src/main.ts --quiet"
            + " | node --require=ts-node/register --require=dotenv/config src/main.ts --quiet",
        "ts-node --esm src/main.ts | node --loader=ts-node/esm src/main.ts",
        "ts-node-esm src/main.ts | node --loader=ts-node/esm src/main.ts",
        "node -r ts-node/register/transpile-only src/main.ts"
            + " | node --require=ts-node/register src/main.ts",
        "tsx --tsconfig tsconfig.server.json --no-cache src/main.ts | node src/main.bundle.cjs",
      })
  void aNodeServerIsWhatItsStartScriptNames(String start, String command) {
    MemoryTree app =
        app(
                BUILD
                    + ",\"prod\":\"node --no-warnings server.js\",\"start\":\""
                    + start
                    + "\"},\"main\":\"./server.js\",\"x\":{\"x\":\"x\"",
                "express",
                "tsx",
                "ts-node")
            .with("server.js", "require('express')")
            .with("src/index.js", "require('express')")
            .with("src/main.ts", "import express from 'express'");

    Detection found = detect(app);

    assertThat(found.framework()).isEqualTo(Framework.NODE_SERVER);
    assertThat(found.serving().publicFolder()).isEqualTo("public");
    assertThat(found.serving().services())
        .singleElement()
        .satisfies(service -> assertThat(String.join(" ", service.command())).isEqualTo(command));
    assertThat(found.parts())
        .startsWith(new Part("", ""), new Part(Packages.FOLDER, Packages.FOLDER));
  }

  @Test
  void aServerWithoutABuildNeedsItsPackagesOnlyAndTsxIsDoneBeforeItStarts() {
    Detection plain =
        detect(app("\"start\":\"GREETING=hi node server.js\"", "fastify").with("server.js", ""));
    assertThat(plain.buildScript()).contains("true");
    assertThat(plain.install()).isPresent();
    assertThat(plain.serving().services().getFirst().environment())
        .isEqualTo(Map.of("GREETING", "hi"));

    Detection compiled =
        detect(
            app(
                    "\"start\":\"tsx server.ts\"},\"type\":\"module\",\"x\":{\"x\":\"x\"",
                    "hono",
                    "tsx")
                .with("server.ts", ""));
    assertThat(compiled.buildScript().orElseThrow())
        .startsWith("true && node -e ")
        .contains("entryPoints:['server.ts'],outfile:'server.bundle.mjs',format:'esm'");
  }

  private static MemoryTree tsNode(String starting) {
    return app(
            "\"start\":\""
                + starting
                + " server/main.ts\"},\"devDependencies\":{\"@tsconfig/node22\":\"1\","
                + "\"tsconfig-paths\":\"4\"},\"x\":{\"x\":\"x\"",
            "express",
            "ts-node")
        .with("server/main.ts", "");
  }

  @Test
  void tsNodeIsToldWhichSettingsItsScriptNamesOrLieNearest() {
    MemoryTree app =
        tsNode("ts-node")
            .with(
                "server/tsconfig.json",
                "{ // settings\n \"extends\": [\"../tsconfig.base\", \"./own.json\",], }")
            .with("server/own.json", "{}")
            .with("tsconfig.json", "{}")
            .with("tsconfig.base.json", "{\"extends\": \"@tsconfig/node22/tsconfig.json\"}");
    Detection nearest = detect(app);
    assertThat(nearest.serving().services().getFirst().environment())
        .isEqualTo(
            Map.of("TS_NODE_TRANSPILE_ONLY", "true", "TS_NODE_PROJECT", "server/tsconfig.json"));
    assertThat(nearest.parts())
        .containsExactly(
            new Part("", ""),
            new Part("node_modules", "node_modules"),
            new Part("node_modules/ts-node", "node_modules/ts-node"),
            new Part("node_modules/@tsconfig/node22", "node_modules/@tsconfig/node22"));

    Detection named =
        detect(
            tsNode("ts-node --project tsconfig.server.json --files -r tsconfig-paths/register")
                .with("tsconfig.server.json", "{}"));
    assertThat(named.serving().services().getFirst().environment())
        .isEqualTo(
            Map.of(
                "TS_NODE_TRANSPILE_ONLY",
                "true",
                "TS_NODE_PROJECT",
                "tsconfig.server.json",
                "TS_NODE_FILES",
                "true"));
    assertThat(named.parts())
        .containsExactly(
            new Part("", ""),
            new Part("node_modules", "node_modules"),
            new Part("node_modules/tsconfig-paths", "node_modules/tsconfig-paths"),
            new Part("node_modules/ts-node", "node_modules/ts-node"));
  }

  @Test
  void anAstroServerIsToldToBelieveItsAddressAndFilesAreNot() {
    MemoryTree server =
        app(BUILD, "astro")
            .with(
                "astro.config.ts",
                "import node from '@astrojs/node'; export default { output: 'server' }");
    assertThat(detect(server).adaptations())
        .extracting(Detection.Adaptation::id)
        .containsExactly("astro-own-address");
    assertThat(detect(app(BUILD, "astro").with("astro.config.ts", "")).adaptations()).isEmpty();
  }

  @Test
  void variablesAreReadTheWayOfTheFramework() {
    Detection cra =
        detect(
            app(BUILD, "react-scripts")
                .with("src/a.js", "fetch(process.env.REACT_APP_API); import.meta.env.VITE_B"));
    assertThat(cra.variables())
        .containsExactly(new VariableUse("REACT_APP_API", "src/a.js", 1, true));
    Detection next =
        detect(
            app(BUILD, "next")
                .with("app/page.js", "process.env.NEXT_PUBLIC_A ?? ''; process.env.SECRET"));
    assertThat(next.variables())
        .containsExactly(new VariableUse("NEXT_PUBLIC_A", "app/page.js", 1, false));
    Detection client =
        detect(
            app(BUILD, "next")
                .with(
                    "app/page.js",
                    "createClient(process.env.NEXT_PUBLIC_SUPABASE_URL || '',\n"
                        + "process.env.NEXT_PUBLIC_SUPABASE_ANON_KEY || '')"));
    assertThat(client.variables())
        .extracting(VariableUse::name, VariableUse::line, VariableUse::required)
        .containsExactly(
            tuple("NEXT_PUBLIC_SUPABASE_ANON_KEY", 2, true),
            tuple("NEXT_PUBLIC_SUPABASE_URL", 1, true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "next | next.config.mjs | ~export default {\n env: { MAIL_KEY: process.env.MAIL_KEY } }~",
        "next | next.config.js | ~module.exports = {\n"
            + " env: { M: process.env['MAIL_KEY'] || '' } }~",
        "next | next.config.js | ~module.exports = { webpack: (config, { webpack }) => {\n"
            + " config.plugins.push(new webpack.DefinePlugin({ 'process.env.M':"
            + " JSON.stringify(process.env.MAIL_KEY) })); return config; } }~",
        "next | next.config.ts | ~import { DefinePlugin } from 'webpack'; export default { webpack:"
            + " (c) => {\n"
            + " c.plugins.push(new DefinePlugin({ M: `'${process.env['MAIL_KEY']}'` })); return c;"
            + " } }~",
        "next | next.config.mjs | ~export default { webpack: (c, { isServer, webpack }) => { if"
            + " (!isServer) {\n"
            + " c.plugins.push(new webpack.DefinePlugin({ M: process.env.MAIL_KEY })); } return c;"
            + " } }~",
        "react-scripts | craco.config.js | ~module.exports = { webpack: { plugins: { add: [\n"
            + " new webpack.DefinePlugin({ M: process.env.MAIL_KEY })] } } }~",
        "astro | astro.config.mjs | ~export default {\n vite: { define: { M: process.env.MAIL_KEY }"
            + " } }~"
      })
  void whatOtherConfigsWriteIntoThePageIsNamedToo(String name, String path, String config) {
    Detection app = detect(app(BUILD, name).with(path, config));
    assertThat(app.variables()).containsExactly(new VariableUse("MAIL_KEY", path, 2, true, true));
    assertThat(app.isOffered("baked-variables")).isTrue();
    assertThat(
            detect(app(BUILD, name).with(path, config.replace("process.env", "names"))).variables())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "// config.plugins.push(new webpack.DefinePlugin({ M: process.env.MAIL_KEY }))",
        "const help = 'new webpack.DefinePlugin({ M: process.env.MAIL_KEY })'",
        "config.plugins.push(new webpack.DefinePlugin({ 'process.env.MAIL_KEY': '1' }))",
        "config.plugins.push(new webpack.DefinePlugin({ M: 1 })); log(process.env.MAIL_KEY)",
        "if (isServer) { config.plugins.push(new webpack.DefinePlugin({ M: process.env.MAIL_KEY }))"
            + " }",
        "if (options.isServer) { if (dev) { add(new DefinePlugin({ M: process.env.MAIL_KEY })) } }",
        "isServer && config.plugins.push(new webpack.DefinePlugin({ M: process.env.MAIL_KEY }))",
        "config.plugins.push(new webpack.EnvironmentPlugin(['NODE_ENV']))",
        "new webpack.ProvidePlugin({ M: process.env.MAIL_KEY })"
      })
  void whatAConfigDoesNotWriteIntoThePageIsNotNamed(String line) {
    String config =
        "module.exports = { webpack: (config, { isServer, webpack }) => {\n"
            + line
            + "\nreturn config; } }";
    assertThat(detect(app(BUILD, "next").with("next.config.js", config)).variables()).isEmpty();
  }

  @Test
  void webpacksListOfVariablesIsNamedToo() {
    String config =
        "module.exports = { webpack: (c, { webpack }) => {\n"
            + "c.plugins.push(new webpack.EnvironmentPlugin(['MAIL_KEY', 'NODE_ENV']));\n"
            + "return c; } }";
    assertThat(detect(app(BUILD, "next").with("next.config.js", config)).variables())
        .containsExactly(new VariableUse("MAIL_KEY", "next.config.js", 2, true, true));
  }

  @Test
  void aServerGetsAllValuesOfTheExport() {
    MemoryTree tree =
        app(BUILD, "@tanstack/react-start", "nitro")
            .with(
                ".env",
                "VITE_SUPABASE_URL=https://a.supabase.co\nSUPABASE_URL=https://a.supabase.co\n");
    assertThat(detect(tree).defaults())
        .extracting(Detection.DefaultValue::name)
        .containsExactly("SUPABASE_URL", "VITE_SUPABASE_URL");
    assertThat(detect(tree).environment()).containsEntry("NITRO_PRESET", "node-server");
  }

  @Test
  void whatTheStartScriptSetsTheExportsValuesDoNotReplace() {
    MemoryTree express =
        app("\"start\":\"cross-env MODE=live node server.js\"", "express")
            .with("server.js", "require('express')")
            .with(".env", "MODE=test\nNAME=a\n");
    assertThat(detect(express).defaults())
        .extracting(Detection.DefaultValue::name)
        .containsExactly("NAME");
  }

  @Test
  void dollarsAreFilledInOnlyWhereTheAppsOwnToolsDoIt() {
    String env =
        "HASH='$2a$12$abcdefghijklmnopqrstuv'\nVITE_API=https://$HOST/api\nHOST=a.dev\n"
            + "NEXT_PUBLIC_API=https://$HOST/api\n";
    MemoryTree express =
        app("\"build\":\"vite build && tsc\",\"start\":\"node dist/index.js\"", "vite", "express")
            .with("index.html", "<script type=module src=/src/main.ts></script>")
            .with("server/index.ts", "import express from 'express'")
            .with(".env", env);
    assertThat(detect(express).defaults())
        .extracting(Detection.DefaultValue::name, Detection.DefaultValue::value)
        .contains(
            tuple("HASH", "$2a$12$abcdefghijklmnopqrstuv"), tuple("VITE_API", "https://a.dev/api"));
    assertThat(detect(app(BUILD, "next").with(".env", env)).defaults())
        .extracting(Detection.DefaultValue::name, Detection.DefaultValue::value)
        .contains(tuple("NEXT_PUBLIC_API", "https://a.dev/api"));
  }

  @Test
  void createReactAppIsServedAtTheRootAndTakesWarnings() {
    Detection app =
        detect(
            MemoryTree.of(
                "package.json",
                "{\"homepage\":\"https://a.b/c\",\"scripts\":{\"build\":\"react-scripts build\"},"
                    + "\"dependencies\":{\"react-scripts\":\"^4.0.3\"}}",
                "package-lock.json",
                "{}"));
    assertThat(app.environment())
        .containsEntry("CI", "false")
        .containsEntry("PUBLIC_URL", "/")
        .containsEntry("GENERATE_SOURCEMAP", "false")
        .containsEntry("NODE_OPTIONS", "--openssl-legacy-provider");
    assertThat(app.adaptations())
        .extracting(Adaptation::id)
        .containsExactly("no-source-maps", "root-address");
  }

  @Test
  void anExpoSiteOfFilesHasNoFallback() {
    MemoryTree tree =
        app("\"a\":\"b\"", "expo", "react-dom", "react-native-web")
            .with("app.json", "{\"expo\":{\"web\":{\"output\":\"static\"}}}");
    assertThat(detect(tree).serving().spaFallback()).isEmpty();
  }
}
