package dev.freehold.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.check.Finding.Severity;
import dev.freehold.file.MemoryTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsOnlyTest {
  private final HttpsOnly check = new HttpsOnly();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src/a.tsx | onClick={() => navigator.clipboard.writeText(link)} | clipboard | copies",
        "src/a.tsx | await navigator?.clipboard?.writeText?.(link) | clipboard | copies",
        "src/a.vue | navigator.geolocation.getCurrentPosition(f) | geolocation | where the visitor",
        "index.html | navigator.mediaDevices.getUserMedia({ video: true }) | mediaDevices | camera",
        "src/a.ts | navigator.serviceWorker.register('/sw.js') | serviceWorker | offline",
        "src/a.ts | navigator.credentials.get({ publicKey }) | credentials | passkeys",
        "src/a.ts | navigator.share({ url }) | navigator.share | shares",
        "src/a.ts | Notification.requestPermission() | Notification.requestPermission | notif",
        "src/a.ts | window.crypto.randomUUID() | randomUUID | makes ids",
        "src/a.ts | await crypto.subtle.digest('SHA-256', b) | subtle | encrypts",
        "src/a.ts | addEventListener('deviceorientation', f) | deviceorientation | moved"
      })
  void isNotedWithFileAndLine(String path, String code, String name, String does) {
    assertThat(check.check(MemoryTree.of(path, "\n" + code)))
        .singleElement()
        .satisfies(
            reading -> {
              assertThat(reading.trace()).isEqualTo(name);
              assertThat(reading.note().severity()).isEqualTo(Severity.INFO);
              assertThat(reading.note().code()).isEqualTo("check.needs-https");
              assertThat(reading.note().line()).isEqualTo(2);
              assertThat(reading.note().message()).contains(path + " line 2", does, "over http");
              assertThat(reading.note().remedy()).contains("freehold domain add");
            });
  }

  @Test
  void isToldOnceForEachFeature() {
    assertThat(
            check.check(
                MemoryTree.of(
                    "src/a.ts",
                    "navigator.clipboard.writeText(a); navigator.clipboard.readText()",
                    "src/b.ts",
                    "navigator.clipboard.writeText(a); navigator.share({})")))
        .extracting(reading -> reading.note().file() + " " + reading.trace())
        .containsExactly("src/a.ts clipboard", "src/b.ts navigator.share");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/a.ts | navigator.clipboard?.writeText(a) ?? document.execCommand('copy')",
        "src/clipboard.ts | import { clipboard } from './icons'",
        "server/index.js | crypto.randomUUID()",
        "app/api/pay/route.ts | crypto.randomUUID()",
        "src/lib/ids.ts | import crypto from 'node:crypto'; crypto.randomUUID()",
        "app/actions.ts | 'use server'; export const id = () => crypto.randomUUID()",
        "src/a.test.ts | navigator.clipboard.writeText('x')"
      })
  void serversAndWhatGoesOnWithoutItAreNotMeant(String file) {
    String[] parts = file.split(" \\| ", 2);
    assertThat(check.check(MemoryTree.of(parts[0], parts[1]))).isEmpty();
  }
}
