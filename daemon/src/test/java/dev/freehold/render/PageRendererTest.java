package dev.freehold.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.process.ProcessRunner;
import dev.freehold.render.Rendering.NotRendered;
import dev.freehold.render.Rendering.Reason;
import dev.freehold.render.Rendering.Rendered;
import dev.freehold.targets.TinySite;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageRendererTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final TinySite site = TinySite.healthy();
  private final ProcessRunner processes = new ProcessRunner(System.getenv());

  @AfterEach
  void close() {
    site.close();
  }

  private Page page() {
    return Page.first(site.staged().connect(), site.staged().host(), Map.of());
  }

  private Path profiles() {
    return folder.resolve("profiles");
  }

  private Rendering render(Optional<Browser> browser, Duration deadline) {
    return new PageRenderer(() -> browser, processes, profiles(), deadline)
        .render(page(), () -> false);
  }

  private Rendering render(String script) throws IOException {
    return render(Optional.of(ScriptedBrowser.write(folder, script)), LONG);
  }

  /** The browser of this machine; {@code daemon/bin/verify} installs one. */
  private Optional<Browser> real() {
    Optional<Browser> found = new Browsers(processes.executables(), folder).find();
    assertThat(found).as("install Chromium to run this test").isPresent();
    return found;
  }

  private static void isMissing(Rendering rendering, Reason reason, String why) {
    assertThat(rendering)
        .asInstanceOf(InstanceOfAssertFactories.type(NotRendered.class))
        .satisfies(missing -> assertThat(missing.reason()).isEqualTo(reason))
        .satisfies(missing -> assertThat(missing.why()).contains(why));
  }

  private static BufferedImage picture(Rendering rendering) throws IOException {
    assertThat(rendering).isInstanceOf(Rendered.class);
    var png = ((Rendered) rendering).picture();
    var bytes = new byte[png.remaining()];
    png.get(bytes);
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  private List<Path> leftovers() throws IOException {
    try (var files = Files.list(profiles())) {
      return files.toList();
    }
  }

  @Test
  void aPageIsShownAsAVisitorSeesItAfterItsScriptsRan() throws Exception {
    site.with(
        "/",
        200,
        "text/html",
        """
        <!doctype html><body style="background: red"><script>
        if (location.href === 'http://shop.localhost/')
          setTimeout(() => { document.body.style.background = 'rgb(0, 0, 255)' }, 2000)
        </script>
        """);
    BufferedImage picture = picture(render(real(), LONG));
    assertThat(picture.getWidth()).isEqualTo(640);
    assertThat(picture.getHeight()).isEqualTo(400);
    assertThat(new Color(picture.getRGB(320, 200))).isEqualTo(Color.BLUE);
    assertThat(site.asked()).contains("shop.localhost /");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void withoutABrowserThereIsNoPicture() {
    isMissing(render(Optional.empty(), LONG), Reason.NO_BROWSER, "Chromium");
  }

  @Test
  void aBrowserThatDoesNotEndIsKilledWithAllItStarted() throws Exception {
    Path child = folder.resolve("child");
    Browser stuck =
        ScriptedBrowser.write(
            folder,
            "sleep 1000 &\necho $! > '"
                + child
                + ".new'\nmv '"
                + child
                + ".new' '"
                + child
                + "'\nwait\n");
    isMissing(
        render(Optional.of(stuck), Duration.ofSeconds(2)), Reason.TIMED_OUT, "within 2 seconds");
    long pid = Long.parseLong(Files.readString(child).strip());
    Awaitility.await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void aPictureThatNobodyWantsAnyMoreEndsAtOnce() throws Exception {
    Browser stuck = ScriptedBrowser.write(folder, "sleep 1000\n");
    var unwanted = new CountDownLatch(1);
    var renderer = new PageRenderer(() -> Optional.of(stuck), processes, profiles(), LONG);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Rendering> first =
          threads.submit(() -> renderer.render(page(), () -> unwanted.getCount() == 0));
      Future<Rendering> waiting =
          threads.submit(() -> renderer.render(page(), () -> unwanted.getCount() == 0));
      unwanted.countDown();
      assertThat(first.get()).isInstanceOf(NotRendered.class);
      assertThat(waiting.get()).isInstanceOf(NotRendered.class);
    }
  }

  @Test
  void aBrowserThatMakesNothingIsNamed() throws Exception {
    isMissing(render("exit 0\n"), Reason.FAILED, "Scripted made no picture");
    isMissing(render(": > \"$picture\"; exit 1\n"), Reason.FAILED, "Scripted made no picture");
  }

  @Test
  void aPictureThatIsTooLargeForAMessageIsLeftOut() throws Exception {
    isMissing(
        render("head -c 716801 /dev/zero > \"$picture\"\n"), Reason.TOO_LARGE, "over 700 KiB");
    assertThat(render("head -c 716800 /dev/zero > \"$picture\"\n")).isInstanceOf(Rendered.class);
  }

  @Test
  void theBrowserSeesNothingOfOurEnvironment() throws Exception {
    Rendering rendering = render("env > \"$picture\"\n");
    var text = ((Rendered) rendering).picture();
    var bytes = new byte[text.remaining()];
    text.get(bytes);
    assertThat(new String(bytes, java.nio.charset.StandardCharsets.UTF_8).lines())
        .allMatch(line -> line.matches("(HOME=" + profiles() + "/.*|PATH=.*|LANG=.*|PWD=.*|_=.*)"));
  }

  @Test
  void whatAKilledDaemonLeftIsDeleted() throws Exception {
    Path left = Files.createDirectories(profiles().resolve("earlier/profile"));
    Files.writeString(left.resolve("cookies"), "x");
    render("exit 0\n");
    assertThat(leftovers()).isEmpty();
  }
}
