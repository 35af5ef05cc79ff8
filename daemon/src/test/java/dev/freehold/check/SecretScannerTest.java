package dev.freehold.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freehold.base.MachineError;
import dev.freehold.check.Finding.Severity;
import dev.freehold.file.FileTree;
import dev.freehold.file.MemoryTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretScannerTest {
  private static final byte[] SALT = "salt of this machine".getBytes(StandardCharsets.UTF_8);
  private static final FakeSecrets FAKE = new FakeSecrets(20261122);

  private final SecretScanner scanner = new SecretScanner();

  private List<Finding> scan(String path, String text) {
    return scanner.scan(MemoryTree.of(path, text), Stage.SOURCE, SALT);
  }

  static Stream<Arguments> secrets() {
    return Stream.of(
        secret("supabase-service-role", FAKE.supabaseJwt("service_role")),
        secret("jwt-elevated", FAKE.jwt("{\"sub\":\"u1\",\"role\":\"admin\"}")),
        secret("jwt-elevated", FAKE.jwt("{\"sub\":\"u1\",\"roles\":[\"user\",\"owner\"]}")),
        secret("jwt-elevated", FAKE.jwt("{\"sub\":\"u1\",\"is_admin\":true}")),
        secret("supabase-secret-key", "sb_secret_" + FAKE.alphanumeric(31)),
        secret("supabase-access-token", "sbp_" + FAKE.hex(40)),
        secret("stripe-live-key", "sk_live_" + FAKE.alphanumeric(24)),
        secret("stripe-live-key", "sk_live_51" + FAKE.alphanumeric(97)),
        secret("stripe-restricted-key", "rk_live_" + FAKE.alphanumeric(24)),
        secret("stripe-webhook-secret", "whsec_" + FAKE.alphanumeric(32)),
        secret("github-token", "ghp_" + FAKE.alphanumeric(36)),
        secret("github-token", "gho_" + FAKE.alphanumeric(36)),
        secret("github-token", "ghs_" + FAKE.alphanumeric(36)),
        secret("github-token", "github_pat_" + FAKE.alphanumeric(22) + "_" + FAKE.alphanumeric(59)),
        secret("gitlab-token", "glpat-" + FAKE.alphanumeric(20)),
        secret("npm-token", "npm_" + FAKE.alphanumeric(36)),
        secret("slack-token", "xoxb-" + FAKE.from("0123456789", 12) + "-" + FAKE.alphanumeric(24)),
        secret(
            "slack-webhook",
            "https://hooks.slack.com/services/T"
                + FAKE.upper(8)
                + "/B"
                + FAKE.upper(8)
                + "/"
                + FAKE.alphanumeric(24)),
        secret("anthropic-key", "sk-ant-api03-" + FAKE.alphanumeric(93) + "AA"),
        secret("openai-key", "sk-" + FAKE.alphanumeric(48)),
        secret("openai-key", "sk-proj-" + FAKE.alphanumeric(60) + "_" + FAKE.alphanumeric(60)),
        secret("openai-key", "sk-emergent-" + FAKE.alphanumeric(18)),
        secret("ai-service-key", "gsk_" + FAKE.alphanumeric(52)),
        secret("base44-key", "b44k_" + FAKE.alphanumeric(32)),
        secret("google-oauth-secret", "GOCSPX-" + FAKE.alphanumeric(28)),
        secret("sendgrid-key", "SG." + FAKE.alphanumeric(22) + "." + FAKE.alphanumeric(43)),
        secret("resend-key", "re_" + FAKE.alphanumeric(8) + "_" + FAKE.alphanumeric(24)),
        secret("twilio-key", "SK" + FAKE.hex(32)),
        secret(
            "telegram-bot-token", "7" + FAKE.from("0123456789", 9) + ":AA" + FAKE.alphanumeric(33)),
        secret("digitalocean-token", "dop_v1_" + FAKE.hex(64)),
        secret("private-key", FAKE.privateKey("", "\n")),
        secret("private-key", FAKE.privateKey("RSA ", "\\n")),
        secret("private-key", FAKE.privateKey("OPENSSH ", "\r\n")),
        secret("database-url", FAKE.databaseUrl("postgres", "db.abcdefgh.supabase.co:5432")),
        secret("database-url", FAKE.databaseUrl("postgresql", "ep-cool-1.eu.aws.neon.tech")),
        secret("database-url", FAKE.databaseUrl("postgresql+asyncpg", "10.1.2.3")),
        secret("database-url", FAKE.databaseUrl("mysql", "mysql.shop.internal:3306")),
        secret("database-url", FAKE.databaseUrl("mongodb+srv", "cluster0.ab1cd.mongodb.net")),
        secret("database-url", FAKE.databaseUrl("rediss", "apn1-fine-owl.upstash.io:6379")));
  }

  private static Arguments secret(String rule, String value) {
    return arguments(rule, value);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("secrets")
  void blocksASecretAndNeverRepeatsIt(String rule, String value) {
    List<Finding> findings = scan("src/config.ts", "// settings\nconst key = `" + value + "`;\n");

    assertThat(findings).singleElement().satisfies(f -> isBlocked(f, rule, value));
    assertThat(findings.getFirst().line()).isEqualTo(2);
  }

  private static void isBlocked(Finding finding, String rule, String value) {
    assertThat(finding.code()).isEqualTo("check.secret");
    assertThat(finding.rule()).isEqualTo(rule);
    assertThat(finding.blocks()).isTrue();
    assertThat(finding.id()).matches("F-[0-9a-f]{10}");
    assertThat(finding.remedy()).contains("freehold check allow " + finding.id() + " --reason");
    for (int i = 0; i + 12 <= value.length(); i += 4) {
      assertThat(finding.toString()).doesNotContain(value.substring(i, i + 12));
    }
  }

  static Stream<Arguments> secretsInTheirSurroundings() {
    String hex = FAKE.hex(32);
    String key40 = FAKE.from("ABCDEFGHIJabcdefghij0123456789/+", 40);
    return Stream.of(
        arguments("aws-access-key", "key: 'AKIA" + FAKE.upper(16) + "', other: '" + key40 + "'"),
        arguments("aws-secret-access-key", "aws_secret_access_key = " + key40),
        arguments("aws-secret-access-key", "{secretAccessKey:\"" + key40 + "\"}"),
        arguments(
            "azure-connection-string",
            "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey="
                + FAKE.alphanumeric(86)
                + "==;EndpointSuffix=core.windows.net"),
        arguments(
            "gcp-service-account",
            "{\"type\": \"service_account\", \"private_key\": \""
                + FAKE.privateKey("", "\\n")
                + "\\n\"}"),
        arguments("mailgun-key", "const mailgunKey = 'key-" + hex + "'"),
        arguments("twilio-auth-token", "TWILIO_AUTH_TOKEN=" + hex),
        arguments(
            "npm-registry-token", "//registry.shop.dev/:_authToken=" + FAKE.alphanumeric(40)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("secretsInTheirSurroundings")
  void blocksASecretThatOnlyItsSurroundingsShow(String rule, String text) {
    assertThat(scan("src/keys.txt", text))
        .singleElement()
        .extracting(Finding::rule)
        .isEqualTo(rule);
    assertThat(scan("src/keys.txt", text)).allMatch(Finding::blocks);
  }

  static Stream<Arguments> harmlessTexts() {
    return Stream.of(
        harmless(
            "the anonymous key of Supabase",
            ".env",
            "VITE_SUPABASE_ANON_KEY=" + FAKE.supabaseJwt("anon")),
        harmless(
            "the same in a variable named token",
            ".env",
            "VITE_SUPABASE_TOKEN=\"" + FAKE.supabaseJwt("anon") + "\""),
        harmless(
            "a publishable key",
            "src/a.ts",
            "const k = 'sb_publishable_" + FAKE.alphanumeric(31) + "'"),
        harmless(
            "a publishable key of Stripe",
            ".env",
            "VITE_STRIPE_KEY=pk_live_" + FAKE.alphanumeric(40)),
        harmless(
            "a Mapbox key for browsers", ".env", "VITE_MAPBOX_TOKEN=pk." + FAKE.alphanumeric(60)),
        harmless("a chain address", ".env", "NEXT_PUBLIC_TOKEN_CONTRACT=0x" + FAKE.hex(40)),
        harmless(
            "the token shown on jwt.io",
            "README.md",
            FAKE.jwt("{\"sub\":\"1234567890\",\"name\":\"John Doe\",\"admin\":true}")),
        harmless(
            "text that only looks like a token",
            "src/a.ts",
            "eyJ"
                + FAKE.alphanumeric(30)
                + "."
                + FAKE.alphanumeric(30)
                + "."
                + FAKE.alphanumeric(30)),
        harmless(
            "the documented AWS pair",
            "README.md",
            "AKIAIOSFODNN7"
                + "EXAMPLE and aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCY"
                + "EXAMPLEKEY"),
        harmless("a crossed out key", "README.md", "STRIPE=sk_live_" + "x".repeat(24)),
        harmless(
            "a key to fill in",
            ".env.example",
            "STRIPE_SECRET_KEY=sk_live_your_key_goes_here_please"),
        harmless("a key to fill in with dots", "docs/a.md", "OPENAI_API_KEY=sk-proj-..."),
        harmless("a placeholder name", ".env.example", "VITE_API_SECRET=your-api-secret-1-here"),
        harmless("a bracketed value", ".env.example", "VITE_API_SECRET=<Your-Secret-123>"),
        harmless("another variable", ".env", "VITE_API_SECRET=${BACKEND_SECRET_1}"),
        harmless("a link", ".env", "VITE_PASSWORD_RESET=https://shop.dev/reset?step=Ab1"),
        harmless("a number of seconds", ".env", "VITE_TOKEN_LIFETIME=3600"),
        harmless("a storage key", ".env", "VITE_TOKEN_STORAGE_KEY=auth-token-storage"),
        harmless(
            "a type",
            "src/vite-env.d.ts",
            "interface ImportMetaEnv { readonly VITE_API_SECRET: string }"),
        harmless(
            "code that reads a variable",
            "src/a.ts",
            "const VITE_TOKEN = import.meta.env.VITE_TOKEN1"),
        harmless(
            "a database on this machine",
            ".env",
            "DATABASE_URL=postgres://app:" + FAKE.alphanumeric(12) + "@localhost:5432/app"),
        harmless(
            "the usual local password",
            "README.md",
            "postgres:" + "//postgres:postgres@localhost/app"),
        harmless(
            "a host to fill in",
            "README.md",
            "postgresql:" + "//postgres:" + FAKE.alphanumeric(9) + "@[host]:5432/postgres"),
        harmless(
            "a password to fill in",
            "README.md",
            "postgresql:"
                + "//postgres.ref:[YOUR-PASSWORD]@aws-0-eu.pooler.supabase.com:6543/postgres"),
        harmless(
            "the word password",
            "README.md",
            "mongodb+srv:" + "//user:password@cluster0.ab1cd.mongodb.net"),
        harmless(
            "a password in angle brackets",
            "README.md",
            "mongodb+srv:" + "//admin:<password>@cluster0.ab1cd.mongodb.net"),
        harmless(
            "a password from a variable",
            "src/db.ts",
            "`postgres:" + "//${user}:${password}@${host}/app`"),
        harmless(
            "a password from Python",
            "db.py",
            "f\"postgresql:" + "//{user}:{password}@db.shop.dev/app\""),
        harmless(
            "a service of docker compose",
            "compose.yml",
            "redis:" + "//default:" + FAKE.alphanumeric(12) + "@redis:6379"),
        harmless(
            "an address without password",
            "a.md",
            "mongodb:" + "//localhost:27017/app and a@b.dev"),
        harmless(
            "the marks of a key in a library",
            "src/pem.js",
            "const a = \"-----BEGIN "
                + "PRIVATE KEY-----\"; const b = \"-----END "
                + "PRIVATE KEY-----\";"),
        harmless(
            "a sentence between the marks",
            "README.md",
            "-----BEGIN PRIVATE KEY-----\n"
                + "put the content of your own key file in here before you start\n"),
        harmless(
            "a hash in a lock file",
            "package-lock.json",
            "\"integrity\": \"sha512-" + FAKE.alphanumeric(86) + "==\""),
        harmless(
            "a style class",
            "src/a.css",
            ".sk-folding-cube-animated-in-four-steps-slowly { color: red }"),
        harmless(
            "words that end in sk", "src/a.ts", "const id = 'task-" + FAKE.alphanumeric(48) + "'"),
        harmless(
            "npm's own variables", "a.sh", "echo $npm_config_registry_of_this_machine_and_more"),
        harmless("a cache key", "src/a.ts", "cache.get('key-" + FAKE.hex(32) + "')"),
        harmless(
            "a public name with its value elsewhere",
            ".env",
            "VITE_SUPABASE_URL=https://abcdefgh.supabase.co\n"
                + "VITE_SUPABASE_PROJECT_ID=abcdefgh\n"
                + "SUPABASE_PUBLISHABLE_KEY="
                + FAKE.supabaseJwt("anon")));
  }

  private static Arguments harmless(String what, String path, String text) {
    return arguments(what, path, text);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harmlessTexts")
  void letsPass(String what, String path, String text) {
    assertThat(scan(path, text)).as(what).isEmpty();
    assertThat(scanner.scan(MemoryTree.of(path, text), Stage.OUTPUT, SALT)).as(what).isEmpty();
  }

  static Stream<Arguments> warnings() {
    return Stream.of(
        arguments("stripe-test-key", "a.ts", "'sk_test_" + FAKE.alphanumeric(24) + "'"),
        arguments("google-api-key", "a.ts", "'AIza" + FAKE.alphanumeric(35) + "'"),
        arguments("google-api-key", ".env", "VITE_FIREBASE_KEY=AIza" + FAKE.alphanumeric(35)),
        arguments("aws-access-key-id", "a.ts", "'AKIA" + FAKE.upper(16) + "'"),
        arguments("jwt", "a.ts", "'" + FAKE.supabaseJwt("authenticated") + "'"),
        arguments("env-secret", ".env", "SESSION_SECRET=" + FAKE.alphanumeric(32)),
        arguments(
            "env-secret", "server/.env", "export DB_PASSWORD='" + FAKE.alphanumeric(12) + "'"));
  }

  @Test
  void aKeyForGeminiBlocksAndABrowserKeyOfGoogleDoesNot() {
    String key = "AIza" + FAKE.alphanumeric(35);
    assertThat(scanner.scanPublicValues(Map.of("GEMINI_API_KEY", key), SALT))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("google-ai-key");
              assertThat(finding.blocks()).isTrue();
              assertThat(finding.message()).contains("GEMINI_API_KEY").doesNotContain(key);
            });
    MemoryTree bundle = MemoryTree.of("a.js", "new GoogleGenAI({apiKey:\"" + key + "\"})");
    assertThat(scanner.scan(bundle, Stage.OUTPUT, SALT)).allMatch(Finding::blocks).hasSize(1);
    MemoryTree firebase =
        MemoryTree.of("a.js", "{apiKey:\"" + key + "\",authDomain:\"a.firebaseapp.com\"}");
    assertThat(scanner.scan(firebase, Stage.OUTPUT, SALT))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.blocks()).isFalse();
              assertThat(finding.remedy()).startsWith("If pages are meant to have it, leave it");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "XYZ_CLIENT_SECRET = \"%s\"",
        "    CLIENT_SECRET: str = '%s'",
        "config = {\"JWT_SECRET\": \"%s\"}",
        "self.SESSION_SECRET='%s'"
      })
  void aSecretThatIsWrittenIntoCodeBlocks(String line) {
    String code = "import os\n" + line.formatted(FAKE.hex(32)) + "\n";
    assertThat(scan("backend/server.py", code))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("code-secret");
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.line()).isEqualTo(2);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "XYZ_CLIENT_SECRET = os.environ['XYZ_CLIENT_SECRET']",
        "XYZ_CLIENT_SECRET = \"your-client-secret-goes-here-1\"",
        "CLIENT_SECRET_NAME = 'projects/12345/secrets/client'",
        "XYZ_CLIENT_ID = '3f9a2c81d04e57b6a9d3f0c2b1e48a67'",
        "COMMIT = '3f9a2c81d04e57b6a9d3f0c2b1e48a67'",
        "SECRET_HINT = 'a-secret-that-nobody-knows'"
      })
  void whatCodeOnlyNamesIsNoSecret(String line) {
    assertThat(scan("backend/server.py", line + "\n")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("warnings")
  void warnsOfWhatMayBeFine(String rule, String path, String text) {
    assertThat(scan(path, text))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo(rule);
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            });
  }

  static Stream<Arguments> publicVariables() {
    return Stream.of(
        arguments(".env", "VITE_ADMIN_PASSWORD=" + FAKE.alphanumeric(10)),
        arguments(".env", "VITE_API_SECRET=\"" + FAKE.alphanumeric(24) + "\""),
        arguments(".env", "export NEXT_PUBLIC_SERVICE_ROLE_KEY=" + FAKE.alphanumeric(24)),
        arguments("src/env.js", "window.env = { REACT_APP_PRIVATE_KEY: '" + FAKE.hex(64) + "' }"),
        arguments("app.yml", "EXPO_PUBLIC_AUTH_TOKEN: " + FAKE.alphanumeric(40)),
        arguments("src/a.ts", "PUBLIC_API_TOKEN = `" + FAKE.alphanumeric(40) + "`"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("publicVariables")
  void blocksASecretInAVariableThatEndsUpInThePage(String path, String text) {
    assertThat(scan(path, text))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo("public-variable");
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            });
  }

  @Test
  void whatIsOnlyAWarningElsewhereBlocksInAPublicVariable() {
    var findings = scan(".env", "VITE_STRIPE=sk_test_" + FAKE.alphanumeric(24) + "\n");
    assertThat(findings).singleElement().matches(Finding::blocks);
    assertThat(findings.getFirst().message()).contains("VITE_STRIPE is public");
    assertThat(findings.getFirst().remedy()).contains("can't keep a secret");
  }

  @Test
  void aSecretInAPublicVariableIsNamedOnceByTheMoreExactRule() {
    var findings = scan(".env", "VITE_SERVICE_ROLE_KEY=" + FAKE.supabaseJwt("service_role"));
    assertThat(findings).extracting(Finding::rule).containsExactly("supabase-service-role");
    assertThat(findings.getFirst().message()).contains("VITE_SERVICE_ROLE_KEY is public");
  }

  @Test
  void theValuesOfAnEnvironmentAreLookedAtLikeFiles() {
    var values =
        Map.of(
            "VITE_KEY", FAKE.supabaseJwt("service_role"),
            "VITE_ANON", FAKE.supabaseJwt("anon"),
            "VITE_DB_PASSWORD", FAKE.alphanumeric(16));
    assertThat(scanner.scanPublicValues(values, SALT))
        .allMatch(Finding::blocks)
        .allMatch(finding -> finding.file().isEmpty() && finding.line() == 0)
        .extracting(Finding::rule)
        .containsExactlyInAnyOrder("supabase-service-role", "public-variable");
    assertThat(scanner.scanPublicValues(values, SALT))
        .anySatisfy(f -> assertThat(f.message()).startsWith("The value of VITE_DB_PASSWORD is"));
  }

  @Test
  void examplesAndDocumentsAreNoExcuseForARealKey() {
    String key = "sk_live_" + FAKE.alphanumeric(24);
    assertThat(scan(".env.example", "STRIPE_KEY=" + key)).hasSize(1);
    assertThat(scan("docs/setup.md", "Use " + key + " here.")).hasSize(1);
  }

  @Test
  void anIdIsTheSameForTheSameCauseAndForeignToEveryOther() {
    String key = "sk_live_" + FAKE.alphanumeric(24);
    String id = scan("a.ts", key).getFirst().id();
    assertThat(scan("a.ts", "\n\nmoved down: " + key).getFirst().id()).isEqualTo(id);
    assertThat(scan("b.ts", key).getFirst().id()).isNotEqualTo(id);
    assertThat(scan("a.ts", "sk_live_" + FAKE.alphanumeric(24)).getFirst().id()).isNotEqualTo(id);
    assertThat(scanner.scan(MemoryTree.of("a.ts", key), Stage.SOURCE, new byte[] {1}))
        .extracting(Finding::id)
        .doesNotContain(id);
  }

  @Test
  void oneValueInManyLinesIsOneFindingAtTheFirst() {
    String key = "sk_live_" + FAKE.alphanumeric(24);
    assertThat(scan("a.ts", "\n" + key + "\n" + key))
        .singleElement()
        .extracting(Finding::line)
        .isEqualTo(2);
  }

  @Test
  void findsSecretsAnywhereInFilesOfAnySizeAndOnTheRightLine() {
    long seed = 77;
    var random = new Random(seed);
    String key = "sk_live_" + FAKE.alphanumeric(24);
    for (int round = 0; round < 25; round++) {
      int lines = random.nextInt(60_000);
      String text = "const filler = 'nothing here';\n".repeat(lines) + key;
      assertThat(scan("src/big.ts", text))
          .as("seed %d round %d", seed, round)
          .singleElement()
          .extracting(Finding::line)
          .isEqualTo(lines + 1);
    }
  }

  @Test
  void findsASecretAcrossEveryBorderOfTwoChunks() throws Exception {
    String key = "sk_live_" + FAKE.alphanumeric(24);
    int size = 2 * TextChunks.WINDOW;
    for (int before = size - TextChunks.WINDOW - 80; before < size + 80; before += 7) {
      var search =
          new FileSearch(SecretRules.all(), "a.js", "", new SecretReport(Stage.OUTPUT, SALT));
      byte[] text =
          ("\n" + " ".repeat(before) + key + " ".repeat(100)).getBytes(StandardCharsets.US_ASCII);
      new TextChunks(size).read(new ByteArrayInputStream(text), false, search::visit);
      assertThat(search.findings()).as("at %d", before).hasSize(1);
      assertThat(search.findings().getFirst().line()).isEqualTo(2);
    }
  }

  @Test
  void readsAMinifiedFileOfOneLine() {
    String code = "function a(b){return b+1}".repeat(120_000);
    String key = FAKE.supabaseJwt("service_role");
    var tree = MemoryTree.of("assets/index-abc.js", code + "const k=\"" + key + "\";" + code);
    assertThat(scanner.scan(tree, Stage.OUTPUT, SALT))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.line()).isEqualTo(1);
              assertThat(f.remedy()).contains("can't keep a secret");
            });
  }

  @Test
  void readsUtf16Text() {
    byte[] text =
        ("\uFEFFKEY=sk_live_" + FAKE.alphanumeric(24)).getBytes(StandardCharsets.UTF_16LE);
    assertThat(scanner.scan(new MemoryTree(Map.of(".env", text)), Stage.SOURCE, SALT)).hasSize(1);
  }

  @Test
  void passesOverBinarySourcesAndMediaOfAnOutputButNothingElse() {
    String key = "\0\0 sk_live_" + FAKE.alphanumeric(24);
    var files = new HashMap<String, byte[]>();
    for (String path : List.of("logo.png", "font.woff2", "data.bin", "app.wasm")) {
      files.put(path, key.getBytes(StandardCharsets.US_ASCII));
    }
    var tree = new MemoryTree(files);
    assertThat(scanner.scan(tree, Stage.SOURCE, SALT)).isEmpty();
    assertThat(scanner.scan(tree, Stage.OUTPUT, SALT))
        .extracting(Finding::file)
        .containsExactly("app.wasm", "data.bin");
  }

  @Test
  void aFileThatCanNotBeReadStopsTheGate() {
    FileTree broken =
        new FileTree() {
          @Override
          public List<Entry> entries() {
            return List.of(new Entry("a.ts", 10, false));
          }

          @Override
          public InputStream open(String path) throws IOException {
            throw new IOException("disk gone");
          }
        };
    assertThatThrownBy(() -> scanner.scan(broken, Stage.SOURCE, SALT))
        .isInstanceOfSatisfying(
            MachineError.class, e -> assertThat(e.code()).isEqualTo("machine.io"));
  }

  static Stream<Arguments> hostileTexts() {
    return Stream.of(
        arguments("eyJ."),
        arguments("eyJ" + "a".repeat(900) + "."),
        arguments("postgres:" + "//a:"),
        arguments("postgres:" + "//" + "a".repeat(120) + ":" + "b".repeat(250) + " "),
        arguments("-----BEGIN " + "PRIVATE KEY-----"),
        arguments("-----BEGIN " + "PRIVATE KEY-----" + "\n \\n".repeat(1000)),
        arguments("\"private_key\" : \""),
        arguments("AKIAABCDEFGHIJKLMNOP "),
        arguments("VITE_SECRET" + " ".repeat(7) + "=\"a\" "),
        arguments("A".repeat(5000) + "VITE_"),
        arguments("AccountKey=" + "a".repeat(95)),
        arguments("SK" + "0123456789abcdef".repeat(2) + "x"),
        arguments("token = "),
        arguments("sk-proj-" + "-".repeat(200)),
        arguments("xoxb-xoxb-"),
        arguments("=A".repeat(50)),
        arguments("\n"));
  }

  /** 5 MiB each; a pattern that went back over its text would need minutes. */
  @ParameterizedTest
  @MethodSource("hostileTexts")
  void hostileTextCostsNoMoreThanItsLength(String unit) {
    String text = unit.repeat((5 << 20) / unit.length());
    assertTimeout(Duration.ofSeconds(30), () -> scan(".env", text));
  }

  @Test
  void aFileFullOfSecretsEndsInABoundedList() {
    var text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("sk_live_").append(FAKE.alphanumeric(24)).append('\n');
    }
    assertThat(scan("dump.txt", text.toString())).hasSize(100);
  }
}
