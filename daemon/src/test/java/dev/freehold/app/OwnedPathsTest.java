package dev.freehold.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.UserError;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedPathsTest {
  private @TempDir Path temp;
  private AppFixture room;
  private String app;

  @BeforeEach
  void open() {
    room = new AppFixture(temp);
    app = room.apps.createOrFind("shop", "lovable").id();
  }

  @AfterEach
  void close() {
    room.close();
  }

  private void refused(String code, List<String> files) {
    assertThatThrownBy(() -> room.ownedPaths.addFiles(app, files))
        .asInstanceOf(InstanceOfAssertFactories.type(UserError.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void aFilesPatternMeansNoOtherFile() {
    room.ownedPaths.addFiles(app, List.of("README.md", "src/[id].tsx", "a*b?", "end "));
    room.ownedPaths.addFiles(app, List.of("README.md"));
    assertThat(room.ownedPaths.of(app))
        .containsExactly("/README.md", "/a[*]b[?]", "/end[ ]", "/src/[[]id].tsx");
  }

  @Test
  void ofManyFilesAllAreAddedOrNone() {
    refused("app.owned-path-invalid", List.of("fine", "../x"));
    refused("app.owned-path-invalid", Collections.nCopies(1, "back\\slash"));
    refused("app.owned-path-too-many", IntStream.range(0, 201).mapToObj(i -> "file" + i).toList());
    assertThat(room.ownedPaths.of(app)).isEmpty();
  }
}
