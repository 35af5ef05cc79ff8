package dev.freehold.deploy.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.app.Placement;
import dev.freehold.base.UserError;
import dev.freehold.deploy.model.DeploymentKind;
import dev.freehold.detect.NodeRange;
import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.Service;
import dev.freehold.release.OutputTree;
import dev.freehold.release.ReleaseRoom;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Activations;
import dev.freehold.targets.Traits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptCheckTest {
  private ReleaseRoom room;
  private Activations activations;

  @BeforeEach
  void open(@TempDir Path folder) {
    room = new ReleaseRoom(folder.resolve("home"));
    activations = new Activations(room);
  }

  @AfterEach
  void close() {
    room.close();
  }

  private Activation app(String... kept) {
    var files =
        new OutputTree()
            .with("dist/index.js", "")
            .with("uploads/first.txt", "")
            .with("data", "a file")
            .with("backend/app/main.py", "")
            .with("shop/__init__.py", "");
    var serving =
        new Serving(
            "public",
            Optional.empty(),
            List.of(
                service("web", "", "node", "./dist/index.js"),
                service("api", "backend", "uvicorn", "app.main:app"),
                service("shop", "", "python", "-m", "gunicorn", "shop:create_app()")),
            List.of());
    return keeping(activations.of(files, serving, Map.of()), kept);
  }

  private static Service service(String name, String folder, String... command) {
    return new Service(
        name, "/", List.of(command), folder, Map.of(), "/", List.of(), NodeRange.ANY);
  }

  private static Activation keeping(Activation activation, String... kept) {
    return new Activation(
        activation.release(),
        activation.artifact(),
        activation.settings(),
        new Placement("box", Optional.empty(), List.of(kept)));
  }

  private static KeptCheck check(DeploymentKind kind, boolean keepsFolders) {
    return new KeptCheck(
        kind, new Traits(Duration.ZERO, true, true, true, true, true, keepsFolders));
  }

  private static void refuses(String code, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(UserError.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dist", "data", "data/more", "backend", "backend/app", "shop"})
  void aFolderThatIsOfTheReleaseIsRefused(String folder) {
    refuses(
        "app.keep-taken", () -> check(DeploymentKind.DEPLOY, true).notes(app("uploads", folder)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"uploads", "dist/uploads", "backend/uploads", "database", "dis"})
  void anyOtherIsNot(String folder) {
    assertThat(check(DeploymentKind.DEPLOY, true).notes(app(folder))).isEmpty();
  }

  @Test
  void aTargetThatKeepsNothingTakesNoAppThatKeepsFolders() {
    for (var kind : List.of(DeploymentKind.DEPLOY, DeploymentKind.PROMOTE)) {
      refuses("target.keep-unsupported", () -> check(kind, false).notes(app("uploads")));
    }
    assertThat(check(DeploymentKind.DEPLOY, false).notes(app())).isEmpty();
    assertThat(check(DeploymentKind.ROLLBACK, false).notes(app("uploads", "more")))
        .containsExactly(
            "uploads/, more/ of this app can't be kept on box: what its server writes there is"
                + " lost.");
  }

  @Test
  void filesAloneKeepNothing() {
    Activation page = keeping(activations.page("one"), "uploads");
    assertThat(check(DeploymentKind.DEPLOY, false).notes(page))
        .containsExactly(
            "This release has no server that could write to uploads/, so nothing is kept.");
    assertThat(page.kept()).isEmpty();
  }
}
