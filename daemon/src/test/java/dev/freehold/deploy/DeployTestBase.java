package dev.freehold.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.FreeholdException;
import dev.freehold.deploy.engine.Failure;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.step.StepRecord;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A room for deployments that each test has for itself. */
public abstract class DeployTestBase {
  @TempDir protected Path folder;
  protected DeployRoom room;

  @BeforeEach
  void openRoom() {
    room = new DeployRoom(folder);
  }

  @AfterEach
  void closeRoom() {
    room.close();
  }

  protected static void refuses(String code, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            FreeholdException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
              assertThat(e.remedy()).isNotBlank();
            });
  }

  protected static Optional<String> code(Optional<Failure> failure) {
    return failure.map(Failure::code);
  }

  /** Name and state of every step: {@code watch done}. */
  protected final java.util.List<String> steps(Deployment deployment) {
    return room.stores.steps().of(deployment.id()).stream()
        .map(DeployTestBase::nameAndState)
        .toList();
  }

  private static String nameAndState(StepRecord step) {
    return step.name() + " " + step.state().name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The release that the target itself says is live: {@code v2}. */
  protected final String live() {
    return room.target()
        .pointer()
        .live()
        .map(live -> room.releases.require(live.releaseId()).name())
        .orElse("nothing");
  }
}
