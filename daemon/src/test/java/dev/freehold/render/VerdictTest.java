package dev.freehold.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.base.FreeholdException;
import dev.freehold.process.ProcessRunner;
import dev.freehold.render.Look.NotSeen;
import dev.freehold.render.Look.Seen;
import dev.freehold.targets.TinySite;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of docs/render-check.md, seen by the browser of this machine. */
class VerdictTest {
  private static final String ICON = "<link rel='icon' href='data:,'>";

  @TempDir Path folder;
  private final TinySite site = TinySite.healthy();
  private final ProcessRunner processes = new ProcessRunner(System.getenv());

  @AfterEach
  void close() {
    site.close();
  }

  private Verdict verdict(String body) {
    return Verdict.of(look(body), site.staged().host());
  }

  private Seen look(String body) {
    site.with("/", 200, "text/html", "<!doctype html><title>t</title>" + ICON + "<body>" + body);
    Optional<Browser> real = new Browsers(processes.executables(), folder).find();
    assertThat(real).as("install Chromium to run this test").isPresent();
    var page = Page.first(site.staged().connect(), site.staged().host(), Map.of());
    Look look =
        new PageRenderer(() -> real, processes, folder.resolve("profiles")).look(page, () -> false);
    if (look instanceof NotSeen missing) {
      throw new AssertionError(missing.why());
    }
    return (Seen) look;
  }

  @Test
  void whatIsAskedOfTheBuilderIsTold() {
    Verdict verdict =
        verdict(
            "<h1>Menu</h1><script>fetch('https://x-1.preview.emergentagent.com/api/a').catch(() =>"
                + " {}); fetch('https://notemergentagent.com/').catch(() => {})</script>");
    assertThat(verdict.problem()).isEmpty();
    assertThat(verdict.warnings())
        .filteredOn(warning -> warning.startsWith("The page asks "))
        .singleElement()
        .asString()
        .contains("https://x-1.preview.emergentagent.com/api/a", "the builder's");
  }

  @Test
  void whatIsAskedOfThisMachineIsToldEvenIfNobodyHears() {
    Verdict verdict =
        verdict(
            "<h1>Menu</h1><script>fetch('http://localhost:8001/api/menu').catch(() => {});"
                + "fetch('/own').catch(() => {})</script>");
    assertThat(verdict.problem()).isEmpty();
    assertThat(verdict.warnings())
        .filteredOn(warning -> warning.startsWith("The page asks "))
        .singleElement()
        .asString()
        .contains("http://localhost:8001/api/menu", "this machine");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<h1>Our   <b>menu</b></h1> | ''",
        "<div id=a></div><script>setTimeout(() => { a.textContent = 'Our menu' }, 900)</script>|"
            + " ''",
        "<h1>No such page</h1><script>'Our menu'</script> | gate.journey-failed",
        "<h1>Our menu</h1><script>null.foo</script> | gate.page-error"
      })
  void aJourneyEndsWhereItsWordsStand(String body, String code) {
    Verdict verdict = Verdict.of(look(body), site.staged().host(), "Our menu");
    assertThat(code(verdict).orElse("")).isEqualTo(code);
  }

  private static Optional<String> code(Verdict verdict) {
    return verdict.problem().map(FreeholdException::code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<h1>Words</h1>",
        "<img src='data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E'>",
        "<canvas></canvas>",
        "<div style='background: linear-gradient(red, blue); height: 300px'></div>",
        "<script>setTimeout(() => document.body.append('late'), 3000)</script>",
        "<p>kept</p><script>Promise.reject(new Error('only told'))</script>",
        "<p>kept</p><script>fetch('https://a.invalid/x')</script>",
        "<p>kept</p><script>fetch('http://localhost:59321/x').catch(() => 0)</script>"
      })
  void goesLive(String body) {
    assertThat(verdict(body).problem()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<div id='root'></div> | gate.blank-page",
        "<noscript>You need JavaScript</noscript><div id='root'></div> | gate.blank-page",
        "<h1>a</h1><script>null.foo</script> | gate.page-error",
        "<h1>a</h1><script>setTimeout(() => { null.foo }, 3000)</script> | gate.page-error",
        "<h1>a</h1><script type='module' src='/page.js'></script> | gate.page-instead",
        "<h1>a</h1><script>fetch('/page.js').then(r => r.json())</script> | gate.page-instead"
      })
  void isStopped(String body, String code) {
    site.with("/page.js", 200, "text/html", "<!doctype html><p>the page again</p>");
    Verdict verdict = verdict(body);
    assertThat(code(verdict)).contains(code);
    assertThat(verdict.problem().orElseThrow().remedy()).isNotBlank();
  }

  @Test
  void aBlankPageNamesTheErrorThatMadeItBlank() {
    Verdict verdict = verdict("<div id='root'></div><script>throw new Error('no key')</script>");
    assertThat(code(verdict)).contains("gate.blank-page");
    assertThat(verdict.problem().orElseThrow()).hasMessageContaining("no key");
  }

  @Test
  void whatDoesNotStopIsTold() {
    assertThat(verdict("<p>a</p><script>Promise.reject(new Error('told'))</script>").warnings())
        .singleElement()
        .asString()
        .contains("told");
  }
}
