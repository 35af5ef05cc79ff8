package dev.freehold.targets.ssh;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Behind nginx, which is told of ports and not of switches. */
@Tag("soak")
class AppsBehindNginxTest extends AppsBehindWebServerContract {
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
  boolean waitsForServers() {
    return false;
  }
}
