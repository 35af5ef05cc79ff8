package dev.freehold.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void whatATerminalWouldActOnIsShownAsItsNumber() {
    assertThat(PlainText.of("a\u001b[2Jb\r\nc\u0000"))
        .isEqualTo("a\\u001b[2Jb\\u000d\\u000ac\\u0000");
  }

  @Test
  void whatTurnsOrBreaksTextIsShownAsItsNumber() {
    assertThat(PlainText.of("x\u202Ey\u2028z\u200B\uD800"))
        .isEqualTo("x\\u202ey\\u2028z\\u200b\\ud800");
  }

  @Test
  void lettersOfAllScriptsStayAsTheyAre() {
    String text = "Größe, 価格 – €5 \uD83D\uDED2";
    assertThat(PlainText.of(text)).isSameAs(text);
  }
}
