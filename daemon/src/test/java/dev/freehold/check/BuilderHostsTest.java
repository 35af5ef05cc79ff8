package dev.freehold.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.check.Finding.Severity;
import dev.freehold.file.MemoryTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuilderHostsTest {
  private final BuilderHosts hosts = new BuilderHosts();

  @ParameterizedTest
  @CsvSource({
    "calls-base44, https://my-shop.base44.app/api, my-shop.base44.app",
    "calls-base44, https://base44.com/logo_v2.svg, base44.com",
    "calls-lovable, https://cdn.gpteng.co/gptengineer.js, cdn.gpteng.co",
    "calls-lovable, https://oauth.lovable.app/initiate, oauth.lovable.app",
    "calls-lovable, /~oauth/initiate?provider=google, /~oauth/initiate",
    "calls-lovable, https://ai.gateway.lovable.dev/v1/chat, ai.gateway.lovable.dev",
    "calls-lovable, https://id-preview--1.lovable.app/x.png, id-preview--1.lovable.app",
    "calls-lovable, https://abc.lovableproject.com, abc.lovableproject.com",
    "calls-emergent, https://assets.emergent.sh/scripts/a.js, assets.emergent.sh",
    "calls-emergent, https://shop.preview.emergentagent.com, shop.preview.emergentagent.com",
    "calls-emergent, https://shop.emergent.host/api, shop.emergent.host",
    "calls-bolt, https://a--3000--b.local-credentialless.webcontainer-api.io, "
        + "a--3000--b.local-credentialless.webcontainer-api.io",
    "calls-bolt, https://shop.bolt.host, shop.bolt.host"
  })
  void notesAnAddressOfTheBuilderWithFileAndLine(String rule, String url, String address) {
    var tree = MemoryTree.of("src/a.ts", "//\nfetch('" + url + "');\nfetch('" + url + "');\n");
    assertThat(hosts.check(tree)).extracting(Reading::trace).containsExactly(address);
    assertThat(hosts.check(tree))
        .extracting(Reading::note)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("check.calls-builder");
              assertThat(finding.severity()).isEqualTo(Severity.INFO);
              assertThat(finding.rule()).isEqualTo(rule);
              assertThat(finding.file()).isEqualTo("src/a.ts");
              assertThat(finding.line()).isEqualTo(2);
              assertThat(finding.message()).contains(" names " + address + ":");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://mybase44.app.shop.dev",
        "https://notlovable.apple.com",
        "import lovable from 'lovable-tagger'",
        "https://shop.dev/base44",
        "https://bolt.newspaper.com"
      })
  void otherHostsAreNoBuilders(String text) {
    assertThat(hosts.check(MemoryTree.of("src/a.ts", text))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "index.html | <meta property='og:url' content='https://a.lovable.app/'>",
        "index.html | <meta content='https://a.lovable.app/' property='og:url'>",
        "index.html | <meta name='description' content='Made at https://a.lovable.app'>",
        "index.html | <link rel='canonical' href='https://a.lovable.app/'>",
        "index.html | <script type='application/ld+json'>{'url':'https://a.lovable.app'}</script>",
        "src/Terms.tsx | <p>These terms are for https://a.lovable.app and its visitors.</p>",
        "src/Terms.tsx | const terms = 'You use a.lovable.app at your own risk'",
        "src/Terms.tsx | <a href='https://a.lovable.app/terms'>our site</a>",
        "src/env.ts | if (location.hostname.endsWith('.lovable.app')) {}",
        "src/env.ts | const old = origin === 'https://a.lovable.app'",
        "src/a.test.ts | fetch('https://a.lovable.app')",
        "tests/a.py | get('https://a.emergentagent.com')",
        "backend_test.py | get('https://a.emergentagent.com')",
        "test_reports/iteration_1.json | {'url': 'https://a.emergentagent.com'}",
        "vite.config.ts | server: { allowedHosts: ['a.lovableproject.com'] }",
        "frontend/plugins/visual-edits/setup.js | origins = ['https://app.emergent.sh']",
        "copy/src/a.ts | fetch('https://a.base44.app/api')",
        "public/sitemap.xml | <loc>https://a.lovable.app/</loc>"
      })
  void anAddressThatNothingAsksIsNoCall(String path, String text) {
    assertThat(hosts.check(inAnApp(path, text))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "index.html | <meta property='og:image' content='https://a.lovable.app/x.png'>",
        "index.html | <link rel='icon' href='https://a.lovable.app/x.png'>",
        "index.html | <script src='https://cdn.gpteng.co/x.js'></script>",
        "src/A.tsx | <img src='https://a.lovable.app/x.png'/>",
        "src/a.ts | const API = `https://a.base44.app/api`",
        "src/a.css | body { background: url(https://a.lovable.app/x.png) }",
        "frontend/.env | VITE_API=https://a.base44.app",
        "src/a.ts | const hosts = ['a.base44.app']",
        "frontend/src/plugins/api.js | get('https://a.emergentagent.com')",
        "other/src/a.ts | fetch('https://a.base44.app/api')",
        "next.config.js | destination: 'https://a.base44.app/api/:path*'",
        "k8s.yaml | backend: https://a.emergentagent.com"
      })
  void anAddressThatTheAppAsksIsACall(String path, String text) {
    assertThat(hosts.check(inAnApp(path, text))).hasSize(1);
  }

  private static MemoryTree inAnApp(String path, String text) {
    return MemoryTree.of(
            "package.json",
            "{\"name\": \"shop\"}",
            "frontend/package.json",
            "{\"name\": \"front\"}",
            "frontend/craco.config.js",
            "",
            "copy/package.json",
            "{\"name\": \"shop\"}",
            "other/package.json",
            "{\"name\": \"other\"}")
        .with(path, text.replace('\'', '"'));
  }

  @Test
  void textAboutTheAppIsNotTheApp() {
    String url = "https://my-shop.base44.app/";
    assertThat(
            hosts.check(
                MemoryTree.of(
                    "README.md", url, "package-lock.json", url, ".lovable/plan.txt", url)))
        .isEmpty();
  }
}
