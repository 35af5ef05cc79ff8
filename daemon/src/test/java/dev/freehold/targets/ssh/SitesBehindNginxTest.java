package dev.freehold.targets.ssh;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** On a server where nginx runs already. */
@Tag("soak")
class SitesBehindNginxTest extends SitesBehindWebServerContract {
  private static ServerScene scene;

  @BeforeAll
  static void startServer() throws Exception {
    scene = ServerScene.start(WebServer.NGINX);
  }

  @AfterAll
  static void stopServer() throws Exception {
    scene.close();
  }

  @Override
  ServerScene scene() {
    return scene;
  }

  @Override
  int cutConnections() {
    return 0;
  }
}
