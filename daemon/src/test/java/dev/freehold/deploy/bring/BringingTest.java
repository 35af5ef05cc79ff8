package dev.freehold.deploy.bring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.app.OverrideStore;
import dev.freehold.base.Sha256;
import dev.freehold.check.BuilderStorage;
import dev.freehold.check.Finding;
import dev.freehold.check.Finding.Severity;
import dev.freehold.deploy.DeployRoom;
import dev.freehold.deploy.DeployTestBase;
import dev.freehold.deploy.model.Plan;
import dev.freehold.deploy.model.PlanState;
import dev.freehold.file.FileTree;
import dev.freehold.git.AppRepository;
import dev.freehold.release.OutputTree;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From an export with pointers to a release with pictures. */
class BringingTest extends DeployTestBase {
  private static final String LOGO = "/__l5e/assets-v1/1/logo.png";
  private static final String HERO = "/__l5e/assets-v1/3/hero.png";

  private final AssetHost host =
      new AssetHost().with(LOGO, AssetHost.PNG).with(HERO, AssetHost.PNG);

  @AfterEach
  void closeHost() {
    host.close();
  }

  private static OutputTree export(String text) {
    return DeployRoom.page(text)
        .with("index.html", "<!doctype html><h1>" + text + "</h1>\n<img src='" + HERO + "'>\n")
        .with(
            "logo.png.asset.json",
            "{\"url\":\""
                + LOGO
                + "\",\"size\":%d,\"content_type\":\"image/png\"}\n"
                    .formatted(AssetHost.PNG.length));
  }

  private void bringFrom(AssetHost from) {
    new OverrideStore(room.database, Clock.systemUTC())
        .change(room.app().id(), Map.of("asset-source", from.address().toString()), List.of());
  }

  private static List<Finding> findings(Plan plan) {
    return plan.body().orElseThrow(() -> new AssertionError(plan.toString())).checks().stream()
        .filter(finding -> finding.code().equals("check.builder-asset"))
        .toList();
  }

  private FileTree main() {
    AppRepository repository = room.repositories.open(DeployRoom.APP);
    return repository.files(repository.head(AppRepository.MAIN).orElseThrow());
  }

  private List<String> published(Plan plan) {
    var release = room.releases.require(plan.body().orElseThrow().releaseId());
    return room.artifacts.require(release.artifactId()).files().stream()
        .map(file -> file.path())
        .filter(path -> path.startsWith("__l5e/"))
        .toList();
  }

  @Test
  void withoutASourceTheAppGoesOnAndEachFileIsToldAWarning() {
    Plan plan = room.plan(export("one"));
    assertThat(plan.state()).isEqualTo(PlanState.READY);
    assertThat(findings(plan))
        .extracting(Finding::file, Finding::line, Finding::severity)
        .containsExactlyInAnyOrder(
            tuple("index.html", 2, Severity.WARNING),
            tuple("logo.png.asset.json", 1, Severity.WARNING));
    assertThat(host.asked()).isEmpty();
  }

  @Test
  void withASourceTheFilesAreKeptInGitAndPublishedAtTheirAddress() throws Exception {
    bringFrom(host);
    Plan plan = room.plan(export("one"));
    assertThat(findings(plan)).isEmpty();
    assertThat(main().open(LOGO.substring(1)).readAllBytes()).isEqualTo(AssetHost.PNG);
    assertThat(published(plan)).containsExactly(LOGO.substring(1), HERO.substring(1));
  }

  @Test
  void theNextExportKeepsWhatWasBroughtAndAsksNobody() {
    bringFrom(host);
    room.plan(export("one"));
    int asked = host.asked().size();
    assertThat(asked).isEqualTo(2);
    Plan second = room.plan(export("two"));
    assertThat(findings(second)).isEmpty();
    assertThat(published(second)).hasSize(2);
    assertThat(host.asked()).hasSize(asked);
  }

  @Test
  void whatCanNotBeBroughtIsAWarningAndTheAppGoesOn() {
    host.with(LOGO, new byte[] {1, 2, 3}).status(HERO, 404);
    bringFrom(host);
    Plan plan = room.plan(export("one"));
    assertThat(plan.state()).isEqualTo(PlanState.READY);
    assertThat(findings(plan))
        .extracting(Finding::severity, Finding::rule)
        .containsOnly(tuple(Severity.WARNING, "not-brought"));
    assertThat(findings(plan))
        .extracting(Finding::message)
        .anySatisfy(message -> assertThat(message).contains("has 3 bytes, and the pointer says"))
        .anySatisfy(message -> assertThat(message).contains("is answered with status 404."));
  }

  @Test
  void theSourceMayBeSaidAfterTheExportCame() {
    room.plan(export("one"));
    bringFrom(host);
    Plan plan =
        room.prepared(
            room.planning.deploy(
                room.app(), room.production(), Optional.empty(), false, false, "because"));
    assertThat(findings(plan)).isEmpty();
    assertThat(published(plan)).hasSize(2);
    Plan again = room.plan(export("one"));
    assertThat(findings(again)).isEmpty();
    assertThat(host.asked()).hasSize(2);
  }

  private static final String STORE = "/images/public/69b1ed87d348d325856ccd73/";

  private static OutputTree withStored(String text) {
    String at = "https://media.base44.com" + STORE;
    return DeployRoom.page(text)
        .with(
            "index.html",
            "<!doctype html><h1>"
                + text
                + "</h1>\n<img src='"
                + at
                + "f4b_logo.png'>\n<img src='"
                + at
                + "gone.png'>\n<script>const more = '"
                + at
                + "' + name;</script>\n");
  }

  private void storageIsHere() {
    host.with(STORE + "f4b_logo.png", AssetHost.PNG);
    room.builders =
        at -> at.getScheme().equals("https") ? host.address().resolve(at.getRawPath()) : at;
  }

  private void agreeToBuilderFiles() {
    new OverrideStore(room.database, Clock.systemUTC())
        .change(room.app().id(), Map.of("with", "builder-files"), List.of());
  }

  private static List<String> questions(Plan plan, DeployRoom room) {
    return room.plans.one(plan.id()).questions().stream().map(question -> question.name()).toList();
  }

  @Test
  void filesInTheBuildersStorageAreNamedAndNobodyIsAskedBeforeTheOwnerAgrees() {
    storageIsHere();
    Plan plan = room.plan(withStored("one"));
    assertThat(plan.state()).isEqualTo(PlanState.READY);
    assertThat(findings(plan))
        .extracting(Finding::rule, Finding::file, Finding::line)
        .containsExactlyInAnyOrder(
            tuple("stored-at-builder", "index.html", 2),
            tuple("stored-at-builder", "index.html", 4));
    assertThat(questions(plan, room)).containsExactly("builder-files");
    assertThat(host.asked()).isEmpty();
  }

  @Test
  void agreedFilesOfTheBuildersStorageAreKeptInGitAndThePageAsksItsOwnHost() throws Exception {
    storageIsHere();
    agreeToBuilderFiles();
    Plan plan = room.plan(withStored("one"));
    assertThat(plan.state()).isEqualTo(PlanState.READY);
    String logo = BuilderStorage.served("https://media.base44.com" + STORE + "f4b_logo.png");
    assertThat(main().open(logo.substring(1)).readAllBytes()).isEqualTo(AssetHost.PNG);
    assertThat(new String(main().open("index.html").readAllBytes(), StandardCharsets.UTF_8))
        .as("the export stays as it came")
        .contains("https://media.base44.com" + STORE + "f4b_logo.png");

    var artifact =
        room.artifacts.require(
            room.releases.require(plan.body().orElseThrow().releaseId()).artifactId());
    FileTree published = room.artifacts.publicTree(artifact);
    assertThat(published.open(logo.substring(1)).readAllBytes()).isEqualTo(AssetHost.PNG);
    assertThat(new String(published.open("index.html").readAllBytes(), StandardCharsets.UTF_8))
        .contains("<img src='" + logo + "'>")
        .contains("<img src='https://media.base44.com" + STORE + "gone.png'>")
        .contains("const more = 'https://media.base44.com" + STORE + "' + name");

    assertThat(findings(plan))
        .extracting(Finding::rule, Finding::severity, Finding::line)
        .containsExactlyInAnyOrder(
            tuple("not-brought", Severity.WARNING, 3),
            tuple("stored-at-builder", Severity.WARNING, 4));
    assertThat(questions(plan, room)).isEmpty();

    room.plan(withStored("two"));
    assertThat(host.asked())
        .as("what was brought is not asked for again")
        .containsOnlyOnce(STORE + "f4b_logo.png");
  }

  /** As who exports through the builder's tab sends them. */
  private static OutputTree withLogo(OutputTree export, byte[] logo) {
    return export.with(LOGO.substring(1), logo);
  }

  private static OutputTree hashed(String text) {
    return DeployRoom.page(text)
        .with("index.html", "<!doctype html><h1>" + text + "</h1>\n<p>A shop</p>\n")
        .with(
            "logo.png.asset.json",
            "{\"url\":\"%s\",\"size\":%d,\"content_type\":\"image/png\",\"sha256\":\"%s\"}\n"
                .formatted(LOGO, AssetHost.PNG.length, Sha256.of(AssetHost.PNG).hex()));
  }

  /** As large as the right one, and of its kind. */
  private static byte[] anotherPicture() {
    byte[] other = AssetHost.PNG.clone();
    other[other.length - 1] ^= 1;
    return other;
  }

  @Test
  void whatTheExportBringsItselfIsKeptAndPublishedAndNobodyIsAsked() throws Exception {
    bringFrom(host);
    Plan plan = room.plan(withLogo(hashed("one"), AssetHost.PNG));
    assertThat(findings(plan)).isEmpty();
    assertThat(main().open(LOGO.substring(1)).readAllBytes()).isEqualTo(AssetHost.PNG);
    assertThat(published(plan)).containsExactly(LOGO.substring(1));
    assertThat(host.asked()).isEmpty();
  }

  @Test
  void whatTheExportBringsWithAnotherDigestIsRefused() {
    Plan plan = room.plan(withLogo(hashed("one"), anotherPicture()));
    assertThat(plan.state()).isEqualTo(PlanState.READY);
    assertThat(findings(plan))
        .extracting(Finding::severity, Finding::rule, Finding::file)
        .containsExactly(tuple(Severity.WARNING, "not-brought", "logo.png.asset.json"));
    assertThat(findings(plan).getFirst().message())
        .contains(
            "What is at " + LOGO.substring(1) + " has another SHA-256 than the pointer says.");
    assertThat(published(plan)).isEmpty();
    assertThat(main().entry(LOGO.substring(1))).isEmpty();
  }

  @Test
  void whatTheExportBringsWithAnotherDigestIsFetchedAnewWhereItsSourceIsKnown() throws Exception {
    bringFrom(host);
    Plan plan = room.plan(withLogo(hashed("one"), anotherPicture()));
    assertThat(findings(plan)).isEmpty();
    assertThat(main().open(LOGO.substring(1)).readAllBytes()).isEqualTo(AssetHost.PNG);
    assertThat(published(plan)).containsExactly(LOGO.substring(1));
  }

  @Test
  void whatWasBroughtBeforeStaysWhenALaterExportBringsAnother() throws Exception {
    room.plan(withLogo(hashed("one"), AssetHost.PNG));
    Plan plan = room.plan(withLogo(hashed("two"), anotherPicture()));
    assertThat(findings(plan)).isEmpty();
    assertThat(main().open(LOGO.substring(1)).readAllBytes()).isEqualTo(AssetHost.PNG);
  }

  @Test
  void aPageInThePlaceOfAPictureIsRefusedAlsoWithoutAPointer() {
    byte[] page = "<!doctype html><title>Sign in</title>".getBytes(StandardCharsets.UTF_8);
    Plan plan = room.plan(export("one").with(HERO.substring(1), page));
    assertThat(findings(plan))
        .filteredOn(finding -> finding.file().equals("index.html"))
        .extracting(Finding::rule)
        .containsExactly("not-brought");
    assertThat(published(plan)).isEmpty();
  }
}
