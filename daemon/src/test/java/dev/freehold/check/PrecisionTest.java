package dev.freehold.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.file.DirectoryTree;
import dev.freehold.file.FileTree;
import dev.freehold.file.MemoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How many of the findings are true: over all apps of the suite, and for each kind of finding an
 * app that has it beside a twin that almost has it.
 */
class PrecisionTest {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final FakeSecrets FAKE = new FakeSecrets(20261129);

  /** Of the apps of the suite: app, rule and file of every finding that is true. */
  private static final Set<String> TRUE =
      Set.of(
          "baked-variable variable-missing",
          "defined-secret baked-variable vite.config.ts",
          "defined-secret placeholder-value .env.local",
          "defined-secret variable-missing vite.config.ts",
          "django variable-missing shop/settings.py",
          "emergent calls-emergent frontend/public/index.html",
          "emergent variable-missing backend/server.py",
          "express variable-missing server/index.ts",
          "lovable-asset-pointers left-at-builder src/App.jsx",
          "lovable-asset-pointers left-at-builder src/assets/logo.png.asset.json",
          "next-server variable-missing app/page.js",
          "next-server variable-missing app/items/[id]/page.js",
          "sveltekit variable-missing src/routes/+page.server.ts",
          "sveltekit variable-missing src/routes/+page.svelte");

  /** An app with a finding, and one that almost has it. */
  private record Pair(String rule, FileTree app, FileTree twin) {
    @Override
    public String toString() {
      return rule;
    }
  }

  @Test
  void atMostOneFindingInFiftyIsUntrue() throws IOException {
    var told = new ArrayList<String>();
    for (String folder : List.of("exports", "cases")) {
      for (Path app : apps(folder)) {
        Raised.of(DirectoryTree.of(app))
            .forEach(
                finding ->
                    told.add(app.getFileName() + " " + finding.rule() + " " + finding.file()));
      }
    }
    List<String> expected = new ArrayList<>(TRUE);
    pairs()
        .forEach(
            pair -> {
              expected.add(pair + " " + pair.rule());
              Raised.of(pair.app()).forEach(finding -> told.add(pair + " " + finding.rule()));
              Raised.of(pair.twin())
                  .forEach(finding -> told.add("twin of " + pair + " " + finding.rule()));
            });
    List<String> untrue = told.stream().filter(finding -> !expected.contains(finding)).toList();
    Files.writeString(
        Path.of("target/precision.txt"),
        "precision: %d findings, %d untrue\n".formatted(told.size(), untrue.size()));
    assertThat(untrue).hasSizeLessThanOrEqualTo(told.size() / 50);
    assertThat(told).as("findings that are true and missing").containsAll(TRUE);
  }

  private static List<Path> apps(String folder) throws IOException {
    try (Stream<Path> apps = Files.list(RESOURCES.resolve(folder))) {
      return apps.sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void aTwinStaysSilent(Pair pair) {
    assertThat(Raised.all(pair.app())).extracting(Finding::rule).contains(pair.rule());
    assertThat(Raised.all(pair.twin())).extracting(Finding::rule).isEmpty();
  }

  @Test
  void everyKindOfFindingHasATwin() throws IOException {
    Set<String> paired = pairs().map(Pair::rule).collect(Collectors.toCollection(TreeSet::new));
    assertThat(paired).containsAll(SecretRules.all().stream().map(SecretRule::id).toList());
    Set<String> codes =
        pairs()
            .flatMap(pair -> Raised.all(pair.app()).stream())
            .map(Finding::code)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known =
        Files.readAllLines(Path.of("../docs/errors.md")).stream()
            .filter(line -> line.startsWith("| `check."))
            .map(line -> line.split("`", 3)[1])
            .collect(Collectors.toCollection(TreeSet::new));
    // what is wrong with a command is no finding
    known.removeAll(Set.of("check.unknown-finding", "check.reason-missing"));
    assertThat(codes).containsAll(known);
  }

  static Stream<Pair> pairs() {
    return Stream.of(variables(), builders(), signIn(), oldHost(), packages(), secrets())
        .flatMap(List::stream);
  }

  private static List<Pair> variables() {
    return List.of(
        pair(
            "variable-missing",
            page("src/main.js", "fetch(import.meta.env.VITE_URL.trim())"),
            page("src/main.js", "fetch(import.meta.env.MODE)")),
        pair(
            "variable-missing",
            express("pay(process.env.STRIPE_SECRET_KEY || '')"),
            express("pay(process.env.SHOP_NAME || 'Shop', process.env.NODE_ENV)")),
        pair(
            "variable-missing",
            svelteKit("import { env } from '$env/dynamic/private'; pay(env.STRIPE_KEY)"),
            svelteKit("import { env } from '$lib/settings'; pay(env.STRIPE_KEY)")),
        pair(
            "placeholder-value",
            page("src/main.js", "fetch(import.meta.env.VITE_URL)", ".env", "VITE_URL=changeme"),
            page("src/main.js", "fetch(1)", ".env", "VITE_URL=changeme")),
        pair(
            "bolt-unclaimed-database",
            page(
                "src/main.js",
                "fetch(import.meta.env.VITE_URL)",
                ".env",
                "VITE_URL=https://0ec90b57d6e95fcbda19832f.supabase.co"),
            page(
                "src/main.js",
                "fetch(import.meta.env.VITE_URL)",
                ".env",
                "VITE_URL=https://abcdefghijklmnopqrst.supabase.co")),
        pair("baked-variable", baked("JSON.stringify(env.GEMINI_API_KEY)"), baked("'none'")));
  }

  private static FileTree express(String code) {
    return MemoryTree.of(
        "package.json",
        "{\"name\":\"a\",\"scripts\":{\"start\":\"node server.js\"},"
            + "\"dependencies\":{\"express\":\"^5.0.0\"}}",
        "server.js",
        "require('express')(); " + code);
  }

  private static FileTree svelteKit(String code) {
    return MemoryTree.of(
        "package.json",
        "{\"name\":\"a\",\"scripts\":{\"build\":\"vite build\"},"
            + "\"dependencies\":{\"@sveltejs/kit\":\"^2.0.0\"}}",
        "svelte.config.js",
        "import adapter from '@sveltejs/adapter-node'; export default { kit: { adapter: adapter() }"
            + " }",
        "src/routes/+page.server.ts",
        code);
  }

  private static FileTree baked(String value) {
    return page(
        "src/main.js",
        "console.log(process.env.API_KEY)",
        "vite.config.js",
        "import { defineConfig, loadEnv } from 'vite';\n"
            + "export default defineConfig(({ mode }) => { const env = loadEnv(mode, '.', '');\n"
            + "return { define: { 'process.env.API_KEY': "
            + value
            + " } }; });");
  }

  private static List<Pair> builders() {
    return List.of(
        pair(
            "calls-base44",
            page("src/main.js", "fetch('https://a.base44.app/api')"),
            page("src/main.js", "// was at https://a.base44.app/api\n")),
        pair(
            "calls-lovable",
            page("src/main.js", "fetch('https://ai.gateway.lovable.dev/v1')"),
            page("src/main.js", "fetch('https://gateway.shop.dev/v1')")),
        pair(
            "calls-emergent",
            page("src/main.js", "fetch('https://a.emergent.host/api')"),
            page("src/main.js", "if (location.host.endsWith('a.emergent.host')) show();")),
        pair(
            "calls-bolt",
            page("src/main.js", "img.src = 'https://a.bolt.host/x.png'"),
            page("README.md", "Made with https://a.bolt.host", "src/main.js", "1")),
        pair(
            "stored-at-builder",
            page(
                "src/main.js",
                "img.src ="
                    + " 'https://media.base44.com/images/public/69b1ed87d348d325856ccd73/a.png'"),
            page(
                "src/main.js",
                "img.src = 'https://abcdefghijklmnopqrst.supabase.co/storage/v1/object/public/"
                    + "base44-prod/public/69b1ed87d348d325856ccd73/a.png'")),
        pair(
            "left-at-builder",
            page("src/main.js", "img.src = '/__l5e/assets-v1/a1/logo.png'"),
            page(
                "src/main.js",
                "img.src = '/__l5e/assets-v1/a1/logo.png'",
                "public/__l5e/assets-v1/a1/logo.png",
                "picture")));
  }

  private static List<Pair> signIn() {
    return List.of(
        pair(
            "supabase-redirects",
            page("src/main.js", "supabase.auth.signUp({ email, password })"),
            page("src/main.js", "supabase.auth.signInWithPassword({ email, password })")),
        pair(
            "lovable-sign-in",
            page("src/main.js", "lovable.auth.signInWithOAuth('google')"),
            page(
                "src/main.js",
                "import { createLovableAuth } from '@lovable.dev/cloud-auth-js';\n"
                    + "export const lovable = { auth: { signInWithOAuth: (p) =>"
                    + " lovableAuth.signInWithOAuth(p) } };")),
        pair(
            "base44-redirects",
            page(
                "src/main.js",
                "import { createClient } from '@base44/sdk'; base44.auth.redirectToLogin(a)"),
            page("src/main.js", "own.auth.redirectToLogin(a)")),
        pair(
            "firebase-domains",
            page("src/main.js", "signInWithPopup(auth, google)"),
            page("src/main.js", "mySignInWithPopupText(auth, google)")),
        pair(
            "auth0-callbacks",
            page("src/main.js", "loginWithRedirect()"),
            page("src/main.js", "loginWithRedirects()")));
  }

  private static List<Pair> oldHost() {
    return List.of(
        pair(
            "cors-origin",
            page("src/main.js", "cors({ origin: ['https://shop.example.net'] })"),
            page("src/main.js", "cors({ origin: ['http://localhost:5173'] })")),
        pair(
            "stripe-webhook",
            page("src/main.js", "1", "server/pay.ts", "stripe.webhooks.constructEvent(a, b, c)"),
            page(
                "src/main.js",
                "1",
                "supabase/functions/pay/index.ts",
                "stripe.webhooks.constructEvent(a, b, c)")),
        pair(
            "schedule",
            scheduled("https://my.shop.dev/daily"),
            scheduled("https://abcdefghijklmnopqrst.supabase.co/functions/v1/x")));
  }

  private static FileTree scheduled(String url) {
    return page(
        "src/main.js",
        "1",
        "supabase/migrations/1.sql",
        "select cron.schedule('daily', '0 1 * * *', $$ select net.http_post(url := '"
            + url
            + "') $$);");
  }

  private static List<Pair> packages() {
    String manifest = "node_modules/next/package.json";
    return List.of(
        pair(
            "import-case",
            page("src/main.js", "import './app.js';", "src/App.js", "1"),
            page("src/main.js", "import './App.js';", "src/App.js", "1")),
        pair(
            "import-missing",
            page("src/main.js", "import './gone.js';"),
            page("src/main.js", "import './generated/gone.js';")),
        pair(
            "plain-http",
            page("src/main.js", "fetch('http://api.shop.dev/items')"),
            page("src/main.js", "fetch('http://localhost:8000/items')")),
        pair(
            "needs-https",
            page("src/main.js", "copy.onclick = () => navigator.clipboard.writeText('a')"),
            page("server/main.js", "send(crypto.randomUUID())")),
        pair(
            "known-exploited",
            MemoryTree.of(manifest, "{\"version\":\"15.4.5\"}"),
            MemoryTree.of(manifest, "{\"version\":\"15.4.8\"}")));
  }

  /** A twin has the form of the secret with what is no secret in it. */
  private static List<Pair> secrets() {
    String crossed = "x".repeat(100);
    String hex = FAKE.hex(64);
    String key40 = FAKE.from("ABCDEFGHIJabcdefghij0123456789/+", 40);
    String pem = FAKE.privateKey("", "\n");
    String id = "AKIA" + FAKE.upper(16);
    String google = "AIza" + FAKE.alphanumeric(35);
    return List.of(
        code("supabase-service-role", FAKE.supabaseJwt("service_role"), FAKE.supabaseJwt("anon")),
        code(
            "jwt-elevated",
            FAKE.jwt("{\"sub\":\"u1\",\"role\":\"admin\"}"),
            FAKE.supabaseJwt("anon")),
        code("jwt", FAKE.supabaseJwt("authenticated"), FAKE.supabaseJwt("anon")),
        code(
            "supabase-secret-key",
            "sb_secret_" + FAKE.alphanumeric(31),
            "sb_publishable_" + FAKE.alphanumeric(31)),
        code("supabase-access-token", "sbp_" + hex.substring(24), "sbp_" + "0".repeat(40)),
        prefixed("stripe-live-key", "sk_live_", 24, "pk_live_"),
        prefixed("stripe-restricted-key", "rk_live_", 24, "pk_live_"),
        prefixed("stripe-test-key", "sk_test_", 24, "pk_test_"),
        code("stripe-webhook-secret", "whsec_" + FAKE.alphanumeric(32), "whsec_" + crossed),
        code("github-token", "ghp_" + FAKE.alphanumeric(36), "ghp_" + crossed),
        code("gitlab-token", "glpat-" + FAKE.alphanumeric(20), "glpat-" + crossed),
        code(
            "npm-token",
            "npm_" + FAKE.alphanumeric(36),
            "npm_config_registry_of_this_machine_and_more"),
        text(
            "npm-registry-token",
            "//registry.shop.dev/:_authToken=" + FAKE.alphanumeric(40),
            "//registry.shop.dev/:_authToken=${REGISTRY_TOKEN_OF_SHOP}"),
        code(
            "slack-token",
            "xoxb-1234567890-" + FAKE.alphanumeric(24),
            "xoxb-your-token-goes-here-please"),
        code(
            "slack-webhook",
            "https://hooks.slack.com/services/T"
                + FAKE.upper(8)
                + "/B"
                + FAKE.upper(8)
                + "/"
                + FAKE.alphanumeric(24),
            "https://hooks.slack.com/services/TXXXXXXXX/BXXXXXXXX/xxxxxxxxxxxx"),
        code("anthropic-key", "sk-ant-api03-" + FAKE.alphanumeric(93), "sk-ant-" + crossed),
        code("openai-key", "sk-" + FAKE.alphanumeric(48), "task-" + FAKE.alphanumeric(48)),
        code("ai-service-key", "gsk_" + FAKE.alphanumeric(52), "hf_" + crossed),
        code("base44-key", "b44k_" + FAKE.alphanumeric(32), "b44k_" + crossed),
        text(
            "google-ai-key",
            "GEMINI_API_KEY=\"" + google + "\"",
            "GEMINI_API_KEY=\"AIza" + "x".repeat(35) + "\""),
        code("google-api-key", google, "AIza" + "x".repeat(35)),
        code(
            "google-oauth-secret",
            "GOCSPX-" + FAKE.alphanumeric(28),
            "GOCSPX-your-client-secret-goes-here"),
        code(
            "sendgrid-key",
            "SG." + FAKE.alphanumeric(22) + "." + FAKE.alphanumeric(43),
            "SG.config." + FAKE.alphanumeric(8)),
        code(
            "resend-key",
            "re_" + FAKE.alphanumeric(8) + "_" + FAKE.alphanumeric(24),
            "re_xxxxxxxx_" + crossed),
        text(
            "mailgun-key",
            "const mailgunKey = 'key-" + hex.substring(32) + "'",
            "cache.get('key-" + hex.substring(32) + "')"),
        code("twilio-key", "SK" + hex.substring(32), "TASK" + hex.substring(32)),
        text(
            "twilio-auth-token",
            "TWILIO_AUTH_TOKEN=" + hex.substring(32),
            "VISITOR_AUTH_TOKEN=" + hex.substring(32)),
        code(
            "telegram-bot-token",
            "7123456789:AA" + FAKE.alphanumeric(33),
            "7123456789:BB" + FAKE.alphanumeric(33)),
        text(
            "aws-secret-access-key",
            "aws_secret_access_key = " + key40,
            "aws_secret_access_key = process.env.AWS_SECRET_ACCESS_KEY"),
        text(
            "aws-access-key",
            "'" + id + "', '" + key40 + "'",
            "'AKIAIOSFODNN7" + "EXAMPLE', '" + key40 + "'"),
        text("aws-access-key-id", "'" + id + "'", "'AKIAIOSFODNN7" + "EXAMPLE'"),
        text(
            "azure-connection-string",
            "AccountName=shop;AccountKey=" + FAKE.alphanumeric(86) + "==",
            "AccountName=shop;AccountKey=<key>"),
        text(
            "gcp-service-account",
            "{\"private_key\": \"" + FAKE.privateKey("", "\\n") + "\\n\"}",
            "{\"private_key\": \"${PRIVATE_KEY}\"}"),
        code("digitalocean-token", "dop_v1_" + hex, "dop_v1_" + "0".repeat(64)),
        text("private-key", pem, pem.replace("PRIVATE", "PUBLIC")),
        text(
            "database-url",
            FAKE.databaseUrl("postgres", "db.shop.dev:5432"),
            FAKE.databaseUrl("postgres", "localhost:5432")),
        pair(
            "public-variable",
            MemoryTree.of(".env", "VITE_ADMIN_PASSWORD=" + FAKE.alphanumeric(14)),
            MemoryTree.of(".env", "VITE_TOKEN_LIFETIME=3600")),
        pair(
            "env-secret",
            MemoryTree.of(".env", "SESSION_SECRET=" + FAKE.alphanumeric(32)),
            MemoryTree.of(".env", "SESSION_SECRET=changeme-in-production")),
        code(
            "code-secret",
            "\";\nXYZ_CLIENT_SECRET = \""
                + FAKE.alphanumeric(15)
                + "-_"
                + FAKE.alphanumeric(14)
                + "7",
            "\";\nXYZ_SECRET_NAME = \"" + FAKE.alphanumeric(30)));
  }

  private static Pair prefixed(String rule, String prefix, int length, String harmless) {
    String rest = FAKE.alphanumeric(length);
    return code(rule, prefix + rest, harmless + rest);
  }

  private static Pair code(String rule, String value, String twin) {
    return text(rule, "const a = \"" + value + "\";", "const a = \"" + twin + "\";");
  }

  private static Pair text(String rule, String text, String twin) {
    return pair(rule, MemoryTree.of("src/a.ts", text), MemoryTree.of("src/a.ts", twin));
  }

  private static Pair pair(String rule, FileTree app, FileTree twin) {
    return new Pair(rule, app, twin);
  }

  /** An app of Vite with these files besides. */
  private static FileTree page(String... files) {
    var all =
        new ArrayList<>(
            List.of(
                "package.json",
                "{\"name\":\"a\",\"scripts\":{\"build\":\"vite build\"},"
                    + "\"devDependencies\":{\"vite\":\"^8.0.0\"}}",
                "index.html",
                "<!doctype html><script type=\"module\" src=\"/src/main.js\"></script>"));
    all.addAll(List.of(files));
    return MemoryTree.of(all.toArray(String[]::new));
  }
}
