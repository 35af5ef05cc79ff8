package dev.freehold.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.app.OwnedPaths;
import dev.freehold.base.Ids;
import dev.freehold.base.UserError;
import dev.freehold.git.AppConflicts;
import dev.freehold.git.AppRepository;
import dev.freehold.git.GitCli;
import dev.freehold.git.MapTree;
import dev.freehold.git.Repositories;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConflictRoutesTest {
  private static final String PATH = "/v1/apps/shop/conflicts";

  private @TempDir Path temp;
  private ApiFixture fixture;
  private ApiFixture.Running running;
  private Repositories repositories;
  private AppRepository repository;
  private OwnedPaths owned;
  private App app;
  private GitCli git;

  @BeforeEach
  void start() throws Exception {
    fixture = new ApiFixture();
    var apps = new Apps(fixture.database, Clock.systemUTC(), Ids.timeOrdered());
    app = apps.createOrFind("shop", "lovable");
    owned = new OwnedPaths(fixture.database, Clock.systemUTC());
    repositories = new Repositories(fixture.home, Clock.systemUTC());
    repository = repositories.open("shop");
    git = new GitCli(temp.resolve("developer"));
    var routes = new ConflictRoutes(apps, new AppConflicts(repositories, owned));
    running = fixture.start(routes.routes().toArray(new Route[0]));
  }

  @AfterEach
  void stop() throws Exception {
    running.close();
    repositories.close();
    fixture.close();
  }

  private void export(MapTree files) {
    repository.importExport(files, List.of(), "lovable", "Export");
  }

  private void conflicting(String base, String mine, String theirs, String... paths)
      throws Exception {
    var texts = new TreeMap<String, String>();
    for (String path : paths) {
      texts.put(path, base);
    }
    export(MapTree.of(texts));
    Path clone = git.clone(repository.folder(), Files.createTempDirectory(temp, "clone"));
    for (String path : paths) {
      Files.writeString(clone.resolve(path), mine);
    }
    git.commitAndPush(clone, "Work");
    texts.replaceAll((_, _) -> theirs);
    assertThatThrownBy(() -> export(MapTree.of(texts))).isInstanceOf(UserError.class);
  }

  private UnixHttp.Answer settle(String take, String own) throws Exception {
    String body =
        """
        {"main":"%s","builder":"%s","take":%s,"own":%s}
        """
            .formatted(
                repository.head("main").orElseThrow(),
                repository.head("builder").orElseThrow(),
                take,
                own);
    return fixture.http.sendJson("POST", PATH + "/solution", body);
  }

  @Test
  void anAppWithoutExportsHasNoConflicts() throws Exception {
    JsonNode none = fixture.http.get(PATH).json();
    OpenApi.read().assertFits("Conflicts", none);
    assertThat(none.path("pending").asBoolean()).isFalse();
    assertThat(none.path("main").isNull()).isTrue();
    assertThat(fixture.http.get("/v1/apps/nothing/conflicts").code()).isEqualTo("app.unknown");
  }

  @Test
  void conflictsAreShownAndSettled() throws Exception {
    conflicting("1\n", "mine\n", "theirs\n", "a.txt", "b.txt");
    JsonNode first = fixture.http.get(PATH + "?limit=1").json();
    OpenApi.read().assertFits("Conflicts", first);
    assertThat(first.path("total").asInt()).isEqualTo(2);
    assertThat(first.path("next").asText()).isEqualTo("a.txt");
    assertThat(first.path("files").toString())
        .isEqualTo(
            "[{\"path\":\"a.txt\",\"kind\":\"both-changed\",\"binary\":false,\"places\":1,"
                + "\"choices\":[\"builder\",\"main\"]}]");
    JsonNode rest = fixture.http.get(PATH + "?after=a.txt").json();
    assertThat(rest.path("files").findValuesAsText("path")).containsExactly("b.txt");
    assertThat(rest.path("next").isNull()).isTrue();

    JsonNode file = fixture.http.get(PATH + "/file?path=a.txt").json();
    OpenApi.read().assertFits("ConflictView", file);
    assertThat(file.path("places").get(0).path("builder").toString()).isEqualTo("[\"theirs\"]");

    UnixHttp.Answer settled = settle("{\"a.txt\":\"builder\",\"b.txt\":\"main\"}", "[\"b.txt\"]");
    assertThat(settled.status()).as(settled.text()).isEqualTo(200);
    OpenApi.read().assertFits("Settled", settled.json());
    assertThat(settled.json().path("settled").asInt()).isEqualTo(2);
    assertThat(repository.head("main")).contains(settled.json().path("main").asText());
    assertThat(owned.of(app.id())).containsExactly("/b.txt");
  }

  @Test
  void whatSettlesNothingIsRefused() throws Exception {
    UnixHttp.Answer none =
        fixture.http.sendJson(
            "POST", PATH + "/solution", "{\"main\":\"a\",\"builder\":\"b\",\"take\":{}}");
    assertThat(none.code()).isEqualTo("git.conflict-none");
    assertThat(none.status()).isEqualTo(409);
    conflicting("1\n", "mine\n", "theirs\n", "a.txt");
    assertThat(fixture.http.get(PATH + "/file").code()).isEqualTo("api.field-invalid");
    assertThat(fixture.http.get(PATH + "/file?path=b").code()).isEqualTo("git.conflict-none");
    assertThat(settle("{}", "[]").code()).isEqualTo("git.conflict-unsettled");
    assertThat(settle("{\"a.txt\":\"both\"}", "[]").code()).isEqualTo("api.field-invalid");
    assertThat(settle("{\"a.txt\":\"builder\"}", "[\"a.txt\"]").code())
        .isEqualTo("api.field-invalid");
    assertThat(
            fixture
                .http
                .sendJson(
                    "POST",
                    PATH + "/solution",
                    "{\"main\":\"a\",\"builder\":\"b\",\"take\":{\"a.txt\":\"main\"}}")
                .code())
        .isEqualTo("git.conflict-moved");
  }

  @Test
  void noReplyIsLongerThanABrowserTakes() throws Exception {
    conflicting("1\n", "\u0001\"\\".repeat(200_000) + "\n", "x\n".repeat(400_000), "a.txt");
    UnixHttp.Answer file = fixture.http.get(PATH + "/file?path=a.txt");
    assertThat(file.status()).as(file.text().substring(0, 200)).isEqualTo(200);
    assertThat(file.json().path("truncated").asBoolean()).isTrue();
    assertThat(file.text().length()).isLessThan(ReplySize.LIMIT / 2);
    assertThat(file.json().path("places").get(0).path("builder")).hasSizeGreaterThan(1_000);
  }

  @Test
  void aPageOfManyFilesFits() throws Exception {
    String[] paths = new String[250];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = "a long name ".repeat(20) + (100 + i);
    }
    conflicting("1\n", "mine\n", "theirs\n", paths);
    JsonNode page = fixture.http.get(PATH + "?limit=9999").json();
    assertThat(page.path("files")).hasSize(200);
    assertThat(page.path("total").asInt()).isEqualTo(250);
  }
}
