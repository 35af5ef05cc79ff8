package dev.freehold.deploy.carryout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.targets.Staged;
import dev.freehold.targets.TinySite;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthGateTest {
  private static final String SCRIPT = "text/javascript";
  private final TinySite site = new TinySite();

  @AfterEach
  void close() {
    site.close();
  }

  private HealthReport check() {
    return new HealthGate(Duration.ofSeconds(2)).check(site.staged());
  }

  private HealthReport checkPage(String html) {
    site.with("/", 200, "text/html; charset=utf-8", html);
    return check();
  }

  @Test
  void aPageWithAllItNamesIsHealthy() {
    site.with("/app.js", 200, SCRIPT, "1").with("/app.css", 200, "text/css", "b{}");
    HealthReport report =
        checkPage("<script src=/app.js></script><link rel=stylesheet href=/app.css>");
    assertThat(report.healthy()).isTrue();
    assertThat(report.fetched()).isEqualTo(3);
    assertThat(site.asked())
        .containsExactly(
            TinySite.HOST + " /", TinySite.HOST + " /app.js", TinySite.HOST + " /app.css");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script type=module src=/gone.js></script>",
        "<link rel=modulepreload href=/gone.js>",
        "<link rel=stylesheet href=/gone.js>",
        "<link rel=preload as=script href=/gone.js>",
        "<link rel=preload as=style href=/gone.js>"
      })
  void aMissingAssetIsAProblem(String html) {
    assertThat(checkPage(html).problems()).containsExactly("/gone.js is answered with status 404.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=/gone.js>",
        "<video src=/gone.js></video>",
        "<video><source src=/gone.js></video>",
        "<audio src=/gone.js></audio>",
        "<picture><img src=/gone.js></picture>",
        "<link rel=icon href=/gone.js>",
        "<link rel=preload as=image href=/gone.js>",
        "<link rel='Preload' as='Font' href=/gone.js>",
        "<script src=/_vercel/insights/script.js></script>"
      })
  void whatThePageWorksWithoutIsToldAndStopsNothing(String html) {
    HealthReport report = checkPage(html);
    assertThat(report.healthy()).isTrue();
    assertThat(report.warnings())
        .singleElement()
        .asString()
        .endsWith(" is answered with status 404.");
  }

  @Test
  void aScriptAnsweredWithThePageIsAProblem() {
    site.with("/app.js", 200, "Text/HTML", "<h1>Shop</h1>");
    assertThat(checkPage("<script src=/app.js></script>").problems())
        .containsExactly("The script /app.js is answered with an HTML page.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/en?from=home", "en?from=home", "http://shop.localhost/en?from=home"})
  void aRedirectWithinTheSiteIsFollowed(String location) {
    site.redirecting("/", location)
        .with("/en?from=home", 200, "text/html", "<h1>Shop</h1><script src=/gone.js></script>");
    assertThat(check().problems()).containsExactly("/gone.js is answered with status 404.");
  }

  @Test
  void aRedirectToAnotherHostIsNotFollowed() {
    site.redirecting("/", "https://login.example/start");
    assertThat(check().healthy()).isTrue();
    assertThat(check().warnings())
        .containsExactly(
            "The start page sends visitors to https://login.example/start, which was not looked"
                + " at.");
  }

  @Test
  void redirectsInACircleAreAProblem() {
    site.redirecting("/", "/en").redirecting("/en", "/");
    assertThat(check().problems()).containsExactly("/ is redirected again and again.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n"})
  void anEmptyPageIsAProblem(String html) {
    assertThat(checkPage(html).problems()).containsExactly("The start page is empty.");
  }

  @ParameterizedTest
  @CsvSource({"500", "301", "404"})
  void aPageThatIsNotAnsweredWellIsAProblem(int status) {
    site.with("/", status, "text/html", "<h1>Shop</h1>");
    assertThat(check().problems()).containsExactly("/ is answered with status " + status + ".");
  }

  @Test
  void whatIsNotHtmlIsNoPage() {
    site.with("/", 200, "application/json", "{}");
    assertThat(check().problems())
        .containsExactly("The start page is application/json and not HTML.");
  }

  @Test
  void aMissingIconOrManifestOnlyWarns() {
    HealthReport report =
        checkPage("<link rel='shortcut icon' href=/i.ico><link rel=manifest href=/m.json>");
    assertThat(report.healthy()).isTrue();
    assertThat(report.warnings())
        .containsExactly(
            "/i.ico is answered with status 404.", "/m.json is answered with status 404.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<script src=app.js>|/app.js",
        "<script src=./js/../app.js>|/app.js",
        "<base href=/shop/><script src=app.js>|/shop/app.js",
        "<script src='/app.js?v=1&amp;w=2'>|/app.js?v=1&w=2",
        "<script src='?v=1'>|/?v=1",
        "<script src='/app.js#part'>|/app.js",
        "<script src='/my app.js'>|/my%20app.js",
        "<script src='/a{b}^[c].js'>|/a%7Bb%7D%5E%5Bc%5D.js",
        "<script src='/50%.js'>|/50%25.js",
        "<script src='/50%25.js'>|/50%25.js",
        "<script src='/grün.js'>|/gr%C3%BCn.js",
        "<script src='/😀.js'>|/%F0%9F%98%80.js",
        "<script src='/.//other/app.js'>|//other/app.js"
      })
  void anAssetIsAskedForAsABrowserDoes(String html, String target) {
    site.with(target, 200, SCRIPT, "1");
    assertThat(checkPage(html + "</script>").problems()).isEmpty();
    assertThat(site.asked()).contains(TinySite.HOST + " " + target).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script src=''></script>",
        "<script src></script>",
        "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
        "<script src='https://cdn.example/x.js'></script>",
        "<script src='//cdn.example/x.js'></script>",
        "<script src='http://page.invalid.example/x.js'></script>",
        "<script src='javascript:void(0)'></script>",
        "<script>inline()</script>"
      })
  void whatIsElsewhereOrNowhereIsNotAskedFor(String html) {
    assertThat(checkPage(html).healthy()).isTrue();
    assertThat(site.asked()).containsExactly(TinySite.HOST + " /");
  }

  @Test
  void anAssetThatIsNamedTwiceIsFetchedOnce() {
    site.with("/a.png", 200, "image/png", "1");
    assertThat(checkPage("<img src=/a.png><img src=a.png>").fetched()).isEqualTo(2);
  }

  @Test
  void anAnswerThatNeverEndsIsAProblem() {
    site.stuckAt("/app.js", SCRIPT).with("/", 200, "text/html", "<script src=/app.js></script>");
    assertThat(check().problems()).containsExactly("/app.js was not answered within 2 s.");
  }

  @Test
  void whatDoesNotListenIsAProblem() {
    Staged gone = site.staged();
    site.close();
    assertThat(new HealthGate(Duration.ofSeconds(2)).check(gone).problems())
        .singleElement()
        .asString()
        .startsWith("/ can't be fetched: ");
  }

  @Test
  void enoughProblemsAreEnough() {
    var page = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      page.append("<script src=/").append(i).append(".js></script>");
    }
    assertThat(checkPage(page.toString()).problems()).hasSize(5);
  }

  @Test
  void aLongAddressIsCutWhereItIsShown() {
    String problem = checkPage("<img src=/" + "a".repeat(5_000) + ">").warnings().getFirst();
    assertThat(problem).hasSizeLessThan(300).contains("…");
  }

  @Test
  void theStopOfTheDaemonIsNotTheReleasesFault() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> new HealthGate().check(new Staged(URI.create("http://[::1]:9"), "x")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the daemon is stopping");
    assertThat(Thread.interrupted()).as("the interruption is passed on").isTrue();
  }

  @Test
  void anEndlessPageIsCutOffAndSaidSo() {
    assertThat(checkPage("<h1>Shop</h1>" + " ".repeat(5 << 20)).problems())
        .singleElement()
        .asString()
        .contains("larger than 4 MiB");
    assertThat(checkPage("<h1>Shop</h1>" + " ".repeat(3 << 20)).healthy()).isTrue();
  }
}
