package dev.freehold.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleasesTest {
  @TempDir Path folder;
  private ReleaseRoom room;

  @BeforeEach
  void open() {
    room = new ReleaseRoom(folder.resolve("home"));
    room.addApp("guestbook");
    room.addApp("shop");
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void areNumberedPerApp() {
    assertThat(room.release("guestbook", "one").name()).isEqualTo("v1");
    assertThat(room.release("guestbook", "two").name()).isEqualTo("v2");
    assertThat(room.release("shop", "one").name()).isEqualTo("v1");
    assertThat(room.releases.list("guestbook"))
        .extracting(Release::name)
        .containsExactly("v2", "v1");
    assertThat(room.releases.latest("guestbook")).map(Release::number).contains(2);
    assertThat(room.releases.latest("nobody")).isEmpty();
  }

  @Test
  void theSameInputIsTheSameRelease() {
    Artifact artifact = room.artifact(new OutputTree().with("index.html", "page"));
    Release first =
        room.releases.create(
            "guestbook", "c1", artifact, "", List.of("lock.rewritten"), "key", Optional.empty());
    assertThat(
            room.releases.create(
                "guestbook", "c1", artifact, "", List.of(), "other key", Optional.empty()))
        .isEqualTo(first);
    assertThat(
            room.releases
                .create("guestbook", "c2", artifact, "", List.of(), "key", Optional.empty())
                .name())
        .isEqualTo("v2");
    assertThat(
            room.releases
                .create("guestbook", "c1", artifact, "m1", List.of(), "key", Optional.empty())
                .name())
        .isEqualTo("v3");
    assertThat(
            room.releases
                .create("shop", "c1", artifact, "", List.of(), "key", Optional.empty())
                .id())
        .isNotEqualTo(first.id());
    assertThat(room.releases.require(first.id())).isEqualTo(first);
    assertThat(first.adaptations()).containsExactly("lock.rewritten");
    assertThat(first.id()).matches("[0-9a-f]{64}");
  }

  @Test
  void numbersHaveNoGapsWhenManyAreMadeAtOnce() {
    Artifact artifact = room.artifact(new OutputTree().with("index.html", "page"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, 20)
          .forEach(
              i ->
                  threads.submit(
                      () ->
                          room.releases.create(
                              "guestbook",
                              "c" + i / 2,
                              artifact,
                              "",
                              List.of(),
                              "k",
                              Optional.empty())));
    }
    assertThat(room.releases.list("guestbook"))
        .extracting(Release::number)
        .containsExactly(10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2", "2", "V2", " v2 "})
  void areFoundByName(String name) {
    room.release("guestbook", "one");
    Release second = room.release("guestbook", "two");
    assertThat(room.releases.byName("guestbook", name)).isEqualTo(second);
    assertThat(room.releases.byNumber("guestbook", 2)).contains(second);
    assertThat(room.releases.byNumber("guestbook", 3)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"v3", "3", "v0", "", "v", "v-1", "latest", "v2.0", "v99999999999999", "v٢"})
  void anUnknownNameIsRefused(String name) {
    room.release("guestbook", "one");
    assertThatThrownBy(() -> room.releases.byName("guestbook", name))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo("release.unknown"))
        .satisfies(e -> assertThat(e.remedy()).contains("freehold history"));
  }

  @Test
  void buildsAreFoundByWhatTheyDependedOn() {
    Artifact first = room.artifact(new OutputTree().with("index.html", "one"));
    Artifact second = room.artifact(new OutputTree().with("index.html", "two"));
    assertThat(room.builds.find("key")).isEmpty();
    room.builds.record("key", first.id(), 1_200, List.of(".env"), List.of("A note."));
    assertThat(room.builds.find("key"))
        .contains(new Builds.Build(first.id(), List.of(".env"), List.of("A note.")));
    room.builds.record("key", second.id(), 900, List.of(), List.of());
    assertThat(room.builds.find("key"))
        .contains(new Builds.Build(second.id(), List.of(), List.of()));
  }
}
