package dev.freehold.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.check.Finding.Severity;
import dev.freehold.file.MemoryTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldHostTest {
  private final OldHost oldHost = new OldHost();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "supabase/functions/a/index.ts | headers = { 'Access-Control-Allow-Origin':"
            + " 'https://my.lovable.app' } | cors-origin | pages of https://my.lovable.app",
        "server/index.js | app.use(cors({ credentials: true, origin: ['https://shop.example.net']"
            + " })) | cors-origin | https://shop.example.net",
        "backend/server.py | allow_origins=[\"https://x.emergent.host\"] | cors-origin |"
            + " https://x.emergent.host",
        "server/pay.ts | const event = stripe.webhooks.constructEvent(body, sig, secret) |"
            + " stripe-webhook | Stripe's webhooks",
        "backend/pay.py | event = stripe.Webhook.construct_event(payload, sig, secret) |"
            + " stripe-webhook | Stripe's webhooks",
        "supabase/migrations/1.sql | select cron.schedule('daily', '0 1 * * *', $$ select"
            + " net.http_post(url := 'https://my.lovable.app/api/daily') $$); | schedule |"
            + " https://my.lovable.app"
      })
  void isNotedWithFileAndLine(String path, String code, String rule, String told) {
    assertThat(oldHost.check(MemoryTree.of(path, "\n" + code)))
        .extracting(Reading::note)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.INFO);
              assertThat(finding.code()).isEqualTo("check.old-host");
              assertThat(finding.rule()).isEqualTo(rule);
              assertThat(finding.file()).isEqualTo(path);
              assertThat(finding.line()).isEqualTo(2);
              assertThat(finding.message()).contains(told);
              assertThat(finding.remedy()).isNotBlank();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.ts | headers = { 'Access-Control-Allow-Origin': '*' }",
        "a.ts | cors({ origin: 'http://localhost:5173' })",
        "a.py | allow_origins=os.environ['CORS_ORIGINS'].split(',')",
        "supabase/functions/pay/index.ts | stripe.webhooks.constructEventAsync(body, sig, secret)",
        "apps/web/supabase/functions/pay/index.ts | stripe.webhooks.constructEvent(body, sig, s)",
        "a.sql | select cron.schedule('x', '* * * * *', $$ select net.http_post(url :="
            + " 'https://abcdefghijklmnopqrst.supabase.co/functions/v1/x') $$);",
        "dist/a.js | cors({ origin: 'https://old.example.net' })"
      })
  void whatMovesAlongIsNotNoted(String path, String code) {
    assertThat(oldHost.check(MemoryTree.of(path, code))).isEmpty();
  }
}
