package dev.freehold.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.deploy.DeployRoom;
import dev.freehold.history.drift.DriftRoom;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftRoutesTest {
  private @TempDir Path temp;
  private DeployRoom room;
  private DriftRoom beside;
  private ApiFixture fixture;
  private ApiFixture.Running running;

  @BeforeEach
  void start() throws Exception {
    room = new DeployRoom(temp);
    beside = new DriftRoom(room, temp.resolve("beside"));
    fixture = new ApiFixture();
    var routes = new DriftRoutes(room.places.apps(), beside.drifts);
    running = fixture.start(routes.routes().toArray(new Route[0]));
  }

  @AfterEach
  void stop() throws Exception {
    running.close();
    fixture.close();
    beside.close();
    room.close();
  }

  @Test
  void theDriftOfAnAppIsAskedFor() throws Exception {
    room.deploy("one");
    beside.developerPushes("about.html", "by the developer");
    room.set("API_URL", "https://secret.example.org");
    UnixHttp.Answer answer = fixture.http.get("/v1/apps/shop/drift");
    assertThat(answer.status()).isEqualTo(200);
    OpenApi.read().assertFits("Drift", answer.json());
    assertThat(answer.json().path("behind").asInt()).isEqualTo(2);
    assertThat(answer.json().path("source").isNull()).isTrue();
    assertThat(answer.json().at("/environments/0/behind/paths").toString())
        .isEqualTo("[{\"path\":\"about.html\",\"change\":\"changed\"}]");
    assertThat(answer.json().at("/environments/0/variables").toString())
        .isEqualTo("[{\"name\":\"API_URL\",\"change\":\"added\"}]");
    assertThat(answer.text()).doesNotContain("secret.example.org");
  }

  @Test
  void anAppThatIsNotThereHasNone() throws Exception {
    assertThat(fixture.http.get("/v1/apps/shop/drift").code()).isEqualTo("app.unknown");
  }
}
