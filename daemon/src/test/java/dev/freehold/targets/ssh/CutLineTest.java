package dev.freehold.targets.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freehold.app.LiveRelease;
import dev.freehold.base.UserError;
import dev.freehold.deploy.DeployRoom;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.DeploymentState;
import dev.freehold.release.OutputTree;
import dev.freehold.targets.Site;
import dev.freehold.targets.Target;
import dev.freehold.targets.ssh.transport.Logins;
import dev.freehold.targets.ssh.transport.Remote;
import dev.freehold.targets.ssh.transport.ServerAddress;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole deployments to a real server over a line that is cut. */
class CutLineTest {
  private static ServerScene scene;

  @TempDir private Path folder;
  private DeployRoom room;
  private Relay relay;
  private Logins through;

  @BeforeAll
  static void startServer() throws Exception {
    scene = ServerScene.start();
  }

  @AfterAll
  static void stopServer() throws Exception {
    scene.close();
  }

  @BeforeEach
  void open() throws Exception {
    scene.there("rm -rf /srv/freehold/shop /srv/freehold/web/*");
    room = new DeployRoom(folder);
    relay = Relay.to(scene.machine.port());
    through = scene.machine.loginsByAlias();
  }

  @AfterEach
  void close() throws Exception {
    room.close();
    through.close();
    relay.close();
  }

  private Remote line() {
    return through.to(ServerAddress.parse("deploy@127.0.0.1:" + relay.port()));
  }

  private Target target(Site site) {
    return scene.target(room.blobs, line(), site);
  }

  /** Does something once, before or after the first call of one of the target's methods. */
  private void once(String method, boolean before, Runnable what) {
    var armed = new AtomicBoolean(true);
    room.elsewhere =
        Optional.of(
            site -> {
              Target real = target(site);
              return (Target)
                  Proxy.newProxyInstance(
                      Target.class.getClassLoader(),
                      new Class<?>[] {Target.class},
                      (_, called, arguments) -> {
                        boolean now = called.getName().equals(method) && armed.get();
                        if (now && before) {
                          armed.set(false);
                          what.run();
                        }
                        try {
                          return called.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                          throw e.getTargetException();
                        } finally {
                          if (now && !before) {
                            armed.set(false);
                            what.run();
                          }
                        }
                      });
            });
  }

  private Deployment ended(Deployment running) {
    return await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> room.stores.deployments().require(running.id()), d -> d.finishedAt().isPresent());
  }

  private Deployment deploy(String text, int watch) {
    return ended(room.approvals.approve(DeployRoom.approval(room.plan(text), text, watch)));
  }

  private void isLive(String text, int generation, Deployment ended) {
    assertThat(ended.failure()).isEmpty();
    assertThat(ended.state()).isEqualTo(DeploymentState.SUCCEEDED);
    var there = scene.target(room.blobs, line(), new Site(DeployRoom.APP, "production")).observe();
    assertThat(there.pointer().generation()).isEqualTo(generation);
    assertThat(there.pointer().live()).map(LiveRelease::releaseId).contains(ended.releaseId());
    assertThat(room.production().live()).isEqualTo(there.pointer().live());
    assertThat(scene.there("cat /srv/freehold/shop/production/current/public/index.html"))
        .contains("<h1>" + text + "</h1>");
    assertThat(scene.there("wc -l < /srv/freehold/shop/production/history.jsonl").strip())
        .isEqualTo(Integer.toString(generation));
  }

  /** To the server: the script does not arrive. From it: the script ran, its answer is lost. */
  @ParameterizedTest
  @CsvSource({
    "prepare,true,to",
    "prepare,true,from",
    "provision,true,to",
    "provision,true,from",
    "upload,true,to",
    "upload,true,from",
    "stage,true,to",
    "stage,true,from",
    "stage,false,to",
    "stage,false,from"
  })
  @Tag("soak")
  void aDeploymentIsCarriedThroughWhereverTheLineIsCut(
      String method, boolean before, String direction) {
    carriedThrough(method, before, direction);
  }

  @ParameterizedTest
  @CsvSource({"activate,true,to", "activate,true,from", "activate,false,to", "activate,false,from"})
  void aSwitchIsOneSwitchWhereverTheLineIsCut(String method, boolean before, String direction) {
    carriedThrough(method, before, direction);
  }

  private void carriedThrough(String method, boolean before, String direction) {
    room.elsewhere = Optional.of(this::target);
    isLive("one", 1, deploy("one", 0));
    var plan = room.plan("two");
    once(
        method,
        before,
        () -> {
          if (direction.equals("to")) {
            relay.cutAfter(300);
          } else {
            relay.cutAnswersAfter(1);
          }
        });
    isLive("two", 2, ended(room.approvals.approve(DeployRoom.approval(plan, "two", 2))));
  }

  @Test
  void aCutWhileItIsWatchedIsAHiccup() {
    room.elsewhere = Optional.of(this::target);
    isLive("one", 1, deploy("one", 0));
    var plan = room.plan("two");
    once("complaint", true, () -> relay.cutAnswersAfter(1));
    isLive("two", 2, ended(room.approvals.approve(DeployRoom.approval(plan, "two", 3))));
  }

  @Test
  void aDaemonThatStartsBeforeTheNetworkWaitsForIt() throws Exception {
    room.elsewhere = Optional.of(this::target);
    isLive("one", 1, deploy("one", 0));
    var plan = room.plan("two");
    var stopped = new AtomicBoolean();
    once(
        "activate",
        true,
        () -> {
          room.stop();
          stopped.set(true);
          throw new IllegalStateException("the daemon is stopping");
        });
    Deployment running = room.approvals.approve(DeployRoom.approval(plan, "two", 0));
    await().untilTrue(stopped);
    int port = relay.port();
    relay.close();
    room.elsewhere = Optional.of(this::target);
    room.start();
    Thread.sleep(Duration.ofSeconds(3));
    relay = Relay.at(port, scene.machine.port());
    isLive("two", 2, ended(running));
  }

  /** What is told to end ends badly in most cases, and that is no failure. */
  @ParameterizedTest
  @ValueSource(strings = {"provision", "upload", "stage"})
  void whatIsCancelledAtWorkEndsAsCancelled(String method) {
    room.elsewhere = Optional.of(this::target);
    isLive("one", 1, deploy("one", 0));
    Deployment ended =
        cancelledIn(
            method,
            DeployRoom.page("two"),
            () -> {
              throw new UserError("target.web-server", "It was told to end.", "Try again.");
            });
    assertThat(ended.state()).isEqualTo(DeploymentState.CANCELLED);
    isLive("three", 2, deploy("three", 0));
  }

  @Test
  void anUploadThatIsCancelledStopsAtTheNextFile() {
    room.elsewhere = Optional.of(this::target);
    isLive("one", 1, deploy("one", 0));
    String held = scene.there("ls /srv/freehold/shop/production/blobs");
    OutputTree more = DeployRoom.page("two");
    for (int i = 0; i < 5; i++) {
      more.with("more" + i + ".html", "<p>more " + i);
    }
    Deployment ended = cancelledIn("upload", more, () -> {});
    assertThat(ended.state()).isEqualTo(DeploymentState.CANCELLED);
    assertThat(scene.there("ls /srv/freehold/shop/production/blobs")).isEqualTo(held);
    var again = DeployRoom.approval(room.plan(more), "again", 0);
    isLive("two", 2, ended(room.approvals.approve(again)));
  }

  private Deployment cancelledIn(String method, OutputTree tree, Runnable then) {
    var plan = room.plan(tree);
    var running = new CompletableFuture<String>();
    once(
        method,
        true,
        () -> {
          room.approvals.cancel(running.join());
          then.run();
        });
    Deployment begun = room.approvals.approve(DeployRoom.approval(plan, "two", 0));
    running.complete(begun.id());
    return ended(begun);
  }
}
