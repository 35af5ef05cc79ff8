package dev.freehold.targets.ssh;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * On a server with Caddy. It opens its ports anew when it reads its rules, and a connection that
 * arrives at the old ones in that moment is cut.
 */
class SitesBehindCaddyTest extends SitesBehindWebServerContract {
  private static ServerScene scene;

  @BeforeAll
  static void startServer() throws Exception {
    scene = ServerScene.start();
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
    return 3 * SWITCHES;
  }
}
