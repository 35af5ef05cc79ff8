package dev.freehold.targets.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activations;
import dev.freehold.targets.OldHostApp;
import dev.freehold.targets.local.RawHttp.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Redirects and headers that an app brought from another host, asked over real sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OldHostServingTest {
  private LocalScene scene;

  @BeforeAll
  void serve(@TempDir Path folder) throws Exception {
    var room = new ReleaseRoom(folder.resolve("home"));
    scene = new LocalScene(room);
    scene.deploy(Activations.SITE, OldHostApp.of(new Activations(room)));
  }

  @AfterAll
  void end() throws Exception {
    scene.close();
  }

  @Test
  void theAppGoesOnDoingWhatTheOldHostDid() throws Exception {
    OldHostApp.check(
        (path, headers) -> {
          Reply reply = scene.get(path, headers);
          return new OldHostApp.Said(
              reply.status(), reply.text(), name -> reply.header(name).orElse(""));
        });
  }

  @Test
  void noSpellingOfAnAddressLeavesItsHeadersOut() throws Exception {
    for (String path : new String[] {"/admin/x", "/%61dmin/x", "//admin/x", "/admin"}) {
      assertThat(scene.get(path, "Accept: text/html").header("X-Frame-Options"))
          .as(path)
          .contains("DENY");
    }
  }

  @Test
  void nothingOfAnAddressGetsIntoTheHeadersOfTheAnswer() throws Exception {
    Reply reply = scene.get("/blog/a%0d%0aX-Evil:%20yes");
    assertThat(reply.header("X-Evil")).isEmpty();
    assertThat(scene.get("/out//evil.example.com").header("Location")).isEmpty();
  }
}
