package dev.freehold.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.check.Finding.Severity;
import dev.freehold.file.MemoryTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainHttpTest {
  private final PlainHttp check = new PlainHttp();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src/a.ts | fetch('http://api.shop.de/items') | http://api.shop.de",
        "src/a.ts | const API_URL = import.meta.env.VITE_API ?? 'http://203.0.113.7:8000' |"
            + " http://203.0.113.7:8000",
        "src/a.ts | axios.create({ baseURL: \"http://api.shop.de\" }) | http://api.shop.de",
        "src/a.ts | new WebSocket(`ws://live.shop.de/x`) | ws://live.shop.de",
        "index.html | <img alt='' src='http://img.shop.de/a.png'> | http://img.shop.de",
        "src/a.css | p { background: url(http://img.shop.de/a.png) } | http://img.shop.de",
        ".env | VITE_API_URL=http://api.shop.de | http://api.shop.de"
      })
  void isNotedWithFileAndLine(String path, String code, String address) {
    assertThat(check.check(MemoryTree.of(path, "\n" + code)))
        .singleElement()
        .satisfies(
            reading -> {
              assertThat(reading.trace()).isEqualTo(address);
              assertThat(reading.note().severity()).isEqualTo(Severity.INFO);
              assertThat(reading.note().code()).isEqualTo("check.plain-http");
              assertThat(reading.note().line()).isEqualTo(2);
              assertThat(reading.note().message()).contains(address, "mixed content");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "src/a.ts | fetch('http://localhost:8000/items')",
        "src/a.ts | fetch('https://api.shop.de/items')",
        "src/a.tsx | <svg xmlns='http://www.w3.org/2000/svg'>",
        "src/a.tsx | <a href='http://partner.de'>Partner</a>",
        "server/index.js | fetch('http://api.shop.de/items')",
        "README.md | fetch('http://api.shop.de/items')"
      })
  void linksAndServersAreNotMeant(String path, String code) {
    assertThat(check.check(MemoryTree.of(path, code))).isEmpty();
  }
}
