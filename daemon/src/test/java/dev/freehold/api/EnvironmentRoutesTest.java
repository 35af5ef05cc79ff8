package dev.freehold.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.deploy.DeployRoom;
import dev.freehold.deploy.EnvironmentCopy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentRoutesTest {
  private @TempDir Path temp;
  private DeployRoom room;
  private ApiFixture fixture;
  private ApiFixture.Running running;

  @BeforeEach
  void start() throws Exception {
    room = new DeployRoom(temp);
    fixture = new ApiFixture();
    var routes =
        new EnvironmentRoutes(room.places.apps(), new EnvironmentCopy(room.places), room.parities);
    running = fixture.start(routes.routes().toArray(new Route[0]));
    room.set("VITE_TITLE", "Our shop");
    room.set("STRIPE_SECRET_KEY", "sk_live_very_secret");
  }

  @AfterEach
  void stop() throws Exception {
    running.close();
    fixture.close();
    room.close();
  }

  private UnixHttp.Answer create(String body) throws Exception {
    return fixture.http.sendJson("POST", "/v1/apps/shop/environments", body);
  }

  private UnixHttp.Answer parity(String query) throws Exception {
    return fixture.http.get("/v1/apps/shop/parity" + query);
  }

  @Test
  void anEnvironmentLikeAnotherIsMadeAndComparedWithIt() throws Exception {
    UnixHttp.Answer made = create("{\"name\":\"staging\",\"like\":\"production\"}");
    assertThat(made.status()).isEqualTo(201);
    OpenApi.read().assertFits("NewEnvironment", made.json());
    assertThat(made.json().path("target").asText()).isEqualTo("recording");
    assertThat(made.json().path("copied").toString()).isEqualTo("[\"VITE_TITLE\"]");
    assertThat(made.json().path("toSet").toString())
        .isEqualTo("[{\"name\":\"STRIPE_SECRET_KEY\",\"why\":\"secret\"}]");

    UnixHttp.Answer seen = parity("?from=staging&to=production");
    OpenApi.read().assertFits("Parity", seen.json());
    JsonNode verdict = seen.json().path("verdict");
    assertThat(verdict.path("state").asText()).isEqualTo("lies");
    assertThat(verdict.path("text").asText()).isEqualTo("staging lies about 1 thing");
    assertThat(seen.text() + made.text()).doesNotContain("very_secret", "Our shop");
    assertThat(parity("?from=production&to=production").json().path("differences")).isEmpty();
  }

  @Test
  void oneOfTheSameNameIsRefused() throws Exception {
    assertThat(create("{\"name\":\"production\"}").code()).isEqualTo("environment.exists");
    assertThat(create("{\"name\":\"staging\",\"like\":\"nothing\"}").code())
        .isEqualTo("environment.unknown");
    assertThat(create("{\"name\":\"No Name\"}").code()).isEqualTo("environment.name-invalid");
    assertThat(create("{}").code()).isEqualTo("api.field-invalid");
  }

  @Test
  void bothEnvironmentsMustBeNamed() throws Exception {
    assertThat(parity("").code()).isEqualTo("api.field-invalid");
    assertThat(parity("?from=production").code()).isEqualTo("api.field-invalid");
    assertThat(parity("?from=production&to=staging").code()).isEqualTo("environment.unknown");
  }
}
