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
  void warnsOfAnAddressOfTheBuilderWithFileAndLine(String rule, String url, String address) {
    var tree = MemoryTree.of("src/a.ts", "//\nfetch('" + url + "');\nfetch('" + url + "');\n");
    assertThat(hosts.check(tree))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo("check.calls-builder");
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
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
