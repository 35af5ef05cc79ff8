package dev.freehold.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashedNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "assets/index-Bq3xK9_a.js",
        "assets/index-DiwrgTda.css",
        "assets/index-DiwrgTda.js.map",
        "assets/vendor-react-C3p0R2d2.mjs",
        "assets/cover-x7Kq2LmP.png",
        "assets/index.4f9a1b2c.js",
        "app/static/js/main.8f3d2c1a.js",
        "static/media/logo.6ce24c58023cc2f8fd88fe9d219db6c6.svg",
        "_next/static/chunks/4bd1b696-182b6b13bdad92e3.js",
        "_astro/hoisted.D4k2Lm9Q.js",
      })
  void aBundlersHashMeansThatTheBytesNeverChange(String path) {
    assertThat(HashedNames.isHashed(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index.html",
        "assets/index-Bq3xK9_a.html",
        "index-Bq3xK9_a.js",
        "images/index-Bq3xK9_a.js",
        "assets/app.js",
        "assets/hero-portrait.png",
        "assets/hero-Portrait.png",
        "assets/hero-iPhone15.png",
        "assets/photo-20240101.jpg",
        "assets/summary-20240101.js",
        "assets/my-carousel.js",
        "assets/deadbeef.js",
        "assets/12345678.js",
        "assets/.Bq3xK9_a",
        "assets/noextension-Bq3xK9_a",
        "sw.js",
      })
  void aNameThatAPersonMayHaveChosenDoesNot(String path) {
    assertThat(HashedNames.isHashed(path)).isFalse();
  }
}
