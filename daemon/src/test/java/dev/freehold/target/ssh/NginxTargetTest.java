package dev.freehold.target.ssh;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On a server where nginx runs already. */
class NginxTargetTest extends SshTargetContract {
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
