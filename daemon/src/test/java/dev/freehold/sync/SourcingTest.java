package dev.freehold.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freehold.api.OpenApi;
import dev.freehold.app.Overrides;
import dev.freehold.base.FreeholdException;
import dev.freehold.base.Json;
import dev.freehold.detect.Detection;
import dev.freehold.detect.Detector;
import dev.freehold.detect.Serving;
import dev.freehold.git.BuilderRepository;
import dev.freehold.git.GitHttpServer;
import dev.freehold.git.MapTree;
import dev.freehold.git.remote.RemoteUrl;
import dev.freehold.intake.Export;
import dev.freehold.intake.Kind;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SourcingTest extends SyncTestBase {
  private BuilderRepository builder;
  private RemoteUrl url;

  @BeforeEach
  void aBuilderThatSyncs() throws Exception {
    builder = new BuilderRepository(folder.resolve("builder.git"), git);
    url = RemoteUrl.parse("file://" + builder.folder());
    builder.writes("index.html", "one").writes("style.css", "h1 {}");
  }

  private Source choose() {
    return sourcing.choose(shop, url, Optional.empty());
  }

  private FetchedCommit fetch() {
    return sourcing.fetch(shop, Optional.empty(), false);
  }

  private FetchedCommit follow(String commit) {
    return sourcing.fetch(shop, Optional.of(commit), false);
  }

  /** As a plan does that brought the export into git. */
  private String use(FetchedCommit fetched) {
    exports.claim(fetched.exportId().orElseThrow(), shop.id());
    return fetched.commit();
  }

  private Map<String, String> files(FetchedCommit fetched) {
    return MapTree.texts(exports.tree(fetched.exportId().orElseThrow()));
  }

  private String refs() throws Exception {
    return git.run(repository.folder(), "--git-dir=.", "for-each-ref");
  }

  @Test
  void theNewestCommitBecomesAnExportAndMovesNoBranch() throws Exception {
    String one = builder.pushes("main", "Begin");
    builder.writes("index.html", "two");
    String two = builder.pushes("main", "Say two\n\nAt length.");
    Source chosen = choose();
    assertThat(chosen.url()).contains(builder.folder().toString());
    assertThat(chosen.branch()).contains("main");
    assertThat(chosen.head()).contains(two);
    assertThat(chosen.commits()).isEqualTo(2);
    assertThat(chosen.taken()).isEmpty();
    assertThat(chosen.trouble()).isEmpty();

    FetchedCommit fetched = fetch();
    assertThat(fetched)
        .isEqualTo(new FetchedCommit(fetched.exportId(), two, "main", "Say two", 2, false));
    assertThat(files(fetched)).isEqualTo(Map.of("index.html", "two", "style.css", "h1 {}"));
    Export export = exports.find(fetched.exportId().orElseThrow());
    assertThat(export.kind()).isEqualTo(Kind.GIT);
    assertThat(export.name()).isEqualTo(builder.folder().toString());
    assertThat(repository.contains(one)).as("with its history").isTrue();
    assertThat(repository.head("main")).isEmpty();
    assertThat(repository.head("builder")).isEmpty();
    OpenApi.read().assertFits("Source", Json.tree(sourcing.show(shop)));
    OpenApi.read().assertFits("Fetched", Json.tree(fetched));
  }

  @Test
  void aCommitIsTakenWhenTheAppHasUsedItsExport() throws Exception {
    String one = builder.pushes("main", "One");
    choose();
    FetchedCommit first = fetch();
    assertThat(sourcing.show(shop).taken()).isEmpty();
    FetchedCommit again = fetch();
    assertThat(again.unchanged()).as("nothing came of the first").isFalse();
    assertThat(again.exportId()).isNotEqualTo(first.exportId());
    use(again);
    assertThat(sourcing.show(shop).taken()).contains(one);
    assertThat(sourcing.show(shop).takenAt())
        .isEqualTo(Optional.ofNullable(exports.find(again.exportId().orElseThrow()).completedAt()));
    assertThat(fetch()).isEqualTo(new FetchedCommit(Optional.empty(), one, "main", "One", 0, true));

    builder.writes("index.html", "two");
    String two = builder.pushes("main", "Two");
    FetchedCommit next = fetch();
    assertThat(next.commits()).isEqualTo(1);
    Source seen = sourcing.show(shop);
    assertThat(seen.taken()).as("its plan may fail").contains(one);
    assertThat(seen.head()).contains(two);
    assertThat(seen.commits()).isEqualTo(1);
    use(next);
    assertThat(sourcing.show(shop).taken()).contains(two);
    OpenApi.read().assertFits("Source", Json.tree(sourcing.show(shop)));
  }

  @Test
  void aServerOfGitIsASourceToo() throws Exception {
    builder.pushes("main", "One");
    try (var server = new GitHttpServer(folder, git)) {
      url = RemoteUrl.parse(server.url("/open/builder.git"));
      choose();
      assertThat(files(fetch())).containsEntry("index.html", "one");
      url = RemoteUrl.parse(server.url("/private/builder.git"));
      assertThat(choose().trouble().orElseThrow().code()).isEqualTo("git.auth-required");
      refused("git.auth-required", this::fetch);
    }
  }

  @Test
  void aBranchThatWasRewrittenIsAskedAboutUntilSomebodyFollowsIt() throws Exception {
    String one = builder.pushes("main", "One");
    choose();
    use(fetch());
    builder.writes("index.html", "rewritten");
    String now = builder.rewrites("main", "Begin anew");
    for (int time = 0; time < 2; time++) {
      FreeholdException e = refused("source.rewritten", this::fetch);
      assertThat(e)
          .hasMessageContaining(one.substring(0, 10))
          .hasMessageContaining(now.substring(0, 10));
      assertThat(e.remedy())
          .contains("freehold deploy --app shop --follow-source " + now.substring(0, 10));
    }
    refused("source.rewritten", () -> follow(one));
    Source seen = sourcing.show(shop);
    assertThat(seen.trouble().orElseThrow().code()).isEqualTo("source.rewritten");
    assertThat(seen.head()).contains(now);
    assertThat(seen.taken()).contains(one);

    FetchedCommit followed = follow(now.substring(0, 10));
    assertThat(followed.commit()).isEqualTo(now);
    assertThat(files(followed)).containsEntry("index.html", "rewritten");
    assertThat(sourcing.show(shop).trouble()).isEmpty();
    assertThat(fetch().commit()).as("asked about once").isEqualTo(now);
  }

  @Test
  void aBranchThatWentBackIsRewritten() throws Exception {
    String one = builder.pushes("main", "One");
    builder.pushes("main", "Two");
    choose();
    git.run(builder.folder(), "update-ref", "refs/heads/main", one);
    refused("source.rewritten", this::fetch);
    assertThat(sourcing.look(shop).trouble().orElseThrow().code()).isEqualTo("source.rewritten");
  }

  @Test
  void aBranchThatIsNotThereIsNamedWithThoseThatAre() throws Exception {
    String one = builder.pushes("main", "One");
    builder.pushes("next", "main", "Two");
    choose();
    builder.makesDefault("next");
    builder.deletes("main");
    sourcing.choose(shop, url, Optional.of("main"));
    FreeholdException e = refused("source.branch-missing", this::fetch);
    assertThat(e)
        .hasMessageContaining("has no branch main any more; it was at " + one.substring(0, 10))
        .hasMessageContaining("It has next.");
    assertThat(e.remedy())
        .contains("freehold app source git " + builder.folder() + " --branch next --app shop");
    sourcing.choose(shop, url, Optional.of("never"));
    assertThat(refused("source.branch-missing", this::fetch))
        .hasMessageContaining("has no branch never.");
    refused("source.branch-invalid", () -> sourcing.choose(shop, url, Optional.of("../config")));
  }

  @Test
  void anEmptyRepositoryInThePlaceOfTheOldOneIsRefused() throws Exception {
    builder.pushes("main", "One");
    choose();
    use(fetch());
    builder.deletes("main");
    refused("source.empty", this::fetch);
    builder.without().writes("README.md", "# Shop");
    builder.pushes("main", "First commit");
    refused("source.rewritten", this::fetch);
  }

  @Test
  void theBuilderIsFollowedToNoOtherBranchUnasked() throws Exception {
    builder.at("2026-01-01T10:00:00Z").pushes("main", "One");
    builder.at("2026-02-01T10:00:00Z");
    String newest = builder.pushes("lovable-sync-1", "main", "Edit 1");
    for (int i = 2; i <= 10; i++) {
      builder.writes("index.html", "edit " + i);
      newest = builder.pushes("lovable-sync-1", "Edit " + i);
    }
    assertThat(choose().trouble().orElseThrow().code()).isEqualTo("source.elsewhere");
    FreeholdException e = refused("source.elsewhere", this::fetch);
    assertThat(e)
        .hasMessageContaining(
            "Branch lovable-sync-1 of "
                + builder.folder()
                + " has 10 commits that main lacks, of 2026-02-01; the newest of main is of"
                + " 2026-01-01.");
    assertThat(e.remedy())
        .contains(
            "freehold app source git " + builder.folder() + " --branch lovable-sync-1 --app shop",
            "freehold deploy --app shop --stay");
    assertThat(sourcing.show(shop).branch()).contains("main");

    assertThat(files(sourcing.fetch(shop, Optional.empty(), true)))
        .containsEntry("index.html", "one");
    refused("source.elsewhere", this::fetch);
    Source chosen = sourcing.choose(shop, url, Optional.of("lovable-sync-1"));
    assertThat(chosen.trouble()).isEmpty();
    assertThat(chosen.head()).contains(newest);
    assertThat(files(fetch())).containsEntry("index.html", "edit 10");
  }

  @Test
  void whatTheBuilderLeftBehindOrOthersPushIsNotInTheWay() throws Exception {
    builder.at("2026-01-01T10:00:00Z").pushes("main", "One");
    builder.at("2026-01-02T10:00:00Z").pushes("lovable-sync-1", "main", "Edit");
    builder.at("2026-01-03T10:00:00Z").pushes("main", "Edit, squashed");
    builder.at("2026-01-04T10:00:00Z").pushes("feature/cart", "main", "A developer's");
    choose();
    assertThat(fetch().branch()).isEqualTo("main");

    builder.at("2026-01-05T10:00:00Z").pushes("lovable-sync-1", "Goes on");
    refused("source.elsewhere", this::fetch);
  }

  @Test
  void theBuilderMayGoBackToTheDefaultBranch() throws Exception {
    builder.at("2026-01-01T10:00:00Z").pushes("main", "One");
    builder.at("2026-01-02T10:00:00Z").pushes("lovable-sync-1", "main", "Edit");
    sourcing.choose(shop, url, Optional.of("lovable-sync-1"));
    use(fetch());
    builder.at("2026-01-03T10:00:00Z").pushes("main", "lovable-sync-1", "Back on main");
    assertThat(refused("source.elsewhere", this::fetch)).hasMessageContaining("Branch main of");
  }

  @Test
  void anotherDefaultBranchIsFollowedOnlyWhenItHasWhatWasTaken() throws Exception {
    String one = builder.pushes("main", "One");
    choose();
    use(fetch());
    builder.writes("index.html", "two");
    builder.pushes("trunk", "main", "Two");
    builder.makesDefault("trunk");
    assertThat(use(fetch())).isEqualTo(sourcing.show(shop).head().orElseThrow());
    assertThat(sourcing.show(shop).branch()).contains("trunk");

    builder.writes("index.html", "other");
    String other = builder.rewrites("develop", "Begin anew");
    builder.makesDefault("develop");
    FreeholdException e = refused("source.default-changed", this::fetch);
    assertThat(e).hasMessageContaining("was trunk and is develop");
    assertThat(sourcing.show(shop).branch()).contains("trunk");
    assertThat(follow(other).commit()).isEqualTo(other);
    assertThat(fetch().branch()).isEqualTo("develop");
    assertThat(repository.contains(one)).isTrue();
  }

  @Test
  void whatCanNotBeDeployedIsRefusedByNameAndLeavesNoExport() throws Exception {
    builder.pushes("main", "One");
    choose();
    builder.writes(
        "video.mp4",
        "version https://git-lfs.github.com/spec/v1\noid sha256:"
            + "0".repeat(64)
            + "\nsize 12345\n");
    builder.rewrites("lfs", "Large");
    String link = builder.without().writes("index.html", "/etc/passwd").pushes("other", "A link");
    String blob = git.run(builder.folder(), "rev-parse", link + ":index.html").strip();
    builder.pushesEntry("link", "120000", blob, "passwords");
    builder.pushesEntry("module", "160000", link, "vendor/lib");
    assertThat(refusedOf("lfs", "git.lfs-pointer")).hasMessageContaining("video.mp4");
    assertThat(refusedOf("link", "intake.link")).hasMessageContaining("passwords");
    assertThat(refusedOf("module", "git.submodule")).hasMessageContaining("vendor/lib");
    assertThat(exportCount()).isZero();
  }

  private FreeholdException refusedOf(String branch, String code) {
    sourcing.choose(shop, url, Optional.of(branch));
    return refused(code, this::fetch);
  }

  private int exportCount() {
    return database.read(
        sql -> sql.one("select count(*) as n from exports", row -> row.integer("n")));
  }

  @Test
  void anAppIsNotPushedToWhereItsCodeComesFrom() throws Exception {
    importExport(MapTree.of("index.html", "one"));
    builder.pushes("main", "One");
    choose();
    refused("git.is-source", () -> connecting.look(shop, new Wanted.Elsewhere(url)));
    sourcing.leave(shop);
    var elsewhere = new Wanted.Elsewhere(url);
    connecting.apply(shop, elsewhere, connecting.look(shop, elsewhere).hash());
    assertThat(refused("source.is-remote", this::choose).remedy())
        .contains("freehold git disconnect --app shop");
  }

  @Test
  void nothingIsRememberedOfASourceThatWasLeft() throws Exception {
    refused("source.none", this::fetch);
    refused("source.none", () -> sourcing.look(shop));
    assertThat(sourcing.show(shop)).isEqualTo(Source.none(shop));
    String before = refs();
    builder.pushes("main", "One");
    choose();
    use(fetch());
    assertThat(sourcing.leave(shop)).isEqualTo(Source.none(shop));
    assertThat(refs()).isEqualTo(before);
    refused("source.none", () -> sourcing.leave(shop));
    builder.rewrites("main", "Begin anew");
    assertThat(choose().taken()).isEmpty();
    assertThat(fetch().unchanged()).isFalse();
    OpenApi.read().assertFits("Source", Json.tree(Source.none(shop)));
  }

  @Test
  void anotherRepositoryIsAnotherSourceAndAnotherBranchIsNot() throws Exception {
    String one = builder.pushes("main", "One");
    builder.pushes("next", "main", "Two");
    choose();
    use(fetch());
    Source next = sourcing.choose(shop, url, Optional.of("next"));
    assertThat(next.taken()).contains(one);
    assertThat(next.commits()).isEqualTo(1);
    var other = new BuilderRepository(folder.resolve("other.git"), git);
    other.writes("index.html", "other").pushes("main", "Other");
    url = RemoteUrl.parse(other.folder().toString());
    assertThat(choose().taken()).isEmpty();
    assertThat(files(fetch())).isEqualTo(Map.of("index.html", "other"));
  }

  @Test
  void anEmergentAppIsFoundAsAPageAndAServer() throws Exception {
    builder
        .without()
        .writes(".emergent/emergent.yml", "{}")
        .writes("backend/requirements.txt", "fastapi==0.110.1\nuvicorn==0.25.0\n")
        .writes("backend/server.py", "app = FastAPI()\nrouter = APIRouter(prefix=\"/api\")\n")
        .writes(
            "frontend/package.json",
            "{\"scripts\":{\"build\":\"craco build\"},\"dependencies\":{\"@craco/craco\":\"7\"}}")
        .writes("frontend/src/App.js", "const url = process.env.REACT_APP_BACKEND_URL;")
        .pushes("main", "auto-commit");
    choose();
    Detection app =
        new Detector().detect(exports.tree(fetch().exportId().orElseThrow()), Overrides.NONE);
    assertThat(app.builder()).isEqualTo("emergent");
    assertThat(app.root()).isEqualTo("frontend");
    assertThat(app.serving().services())
        .extracting(Serving.Service::folder, Serving.Service::prefix)
        .containsExactly(tuple("backend", "/api"));
  }
}
