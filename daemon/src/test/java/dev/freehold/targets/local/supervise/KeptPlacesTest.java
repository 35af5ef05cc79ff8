package dev.freehold.targets.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.file.Home;
import dev.freehold.process.Bubblewrap;
import dev.freehold.process.Confinement;
import dev.freehold.process.Mount;
import dev.freehold.process.ProcessRunner;
import dev.freehold.process.Sandbox;
import dev.freehold.process.Unsandboxed;
import dev.freehold.targets.Site;
import dev.freehold.targets.local.site.KeptContent;
import dev.freehold.targets.local.site.SiteFolder;
import dev.freehold.targets.site.ServedRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptPlacesTest {
  private static final ServedRelease RELEASE =
      new ServedRelease("r1", "v1", "a1", "s1", Map.of(), List.of("data/files", "uploads"));

  @TempDir Path temp;
  private SiteFolder folder;
  private Path tree;
  private final ProcessRunner processes = new ProcessRunner(Map.of());

  @BeforeEach
  void aSite() throws IOException {
    folder = SiteFolder.of(new Home(temp), new Site("shop", "production"));
    folder.create();
    tree = folder.tree("a1");
    Files.createDirectories(tree.resolve("uploads/old"));
    Files.writeString(tree.resolve("uploads/old/a.txt"), "of the release");
  }

  private Confinement places(Sandbox sandbox) throws IOException {
    return new KeptPlaces().in(Confinement.to(temp), sandbox, folder, RELEASE, "/app");
  }

  private Sandbox bubblewrap() {
    return new Bubblewrap(processes, List.of("bwrap"), temp, List.of());
  }

  @Test
  void inTheSandboxTheyLieOverTheReleasesFiles() throws Exception {
    var content = new KeptContent(folder);
    assertThat(places(bubblewrap()).mounts())
        .containsExactly(
            Mount.writable(content.of("data/files"), "/app/data/files"),
            Mount.writable(content.of("uploads"), "/app/uploads"));
    assertThat(tree.resolve("data/files")).isEmptyDirectory();
    assertThat(content.of("uploads").resolve("old/a.txt")).hasContent("of the release");
    assertThat(content.all())
        .extracting(kept -> kept.shown())
        .containsExactly("data/files/ (0 files, 0 B)", "uploads/ (1 file, 14 B)");
  }

  @Test
  void withoutOneLinksLeadToThemAndGoWhenThereIsOneAgain() throws Exception {
    assertThat(places(new Unsandboxed(processes)).mounts()).isEmpty();
    Files.writeString(tree.resolve("uploads/b.txt"), "written");
    Files.writeString(tree.resolve("data/files/c.txt"), "written");
    places(new Unsandboxed(processes));

    Path content = new KeptContent(folder).of("uploads");
    assertThat(content.resolve("b.txt")).hasContent("written");
    assertThat(content.resolve("old/a.txt")).hasContent("of the release");

    assertThat(places(bubblewrap()).mounts()).hasSize(2);
    assertThat(tree.resolve("uploads")).isEmptyDirectory();
    assertThat(content.resolve("b.txt")).hasContent("written");
  }

  @Test
  void whatWasCutOffWhileItWasMadeIsMadeAgain() throws Exception {
    Files.createDirectories(folder.kept().resolve(".new/half"));
    places(bubblewrap());
    assertThat(new KeptContent(folder).of("data/files")).isEmptyDirectory();
    assertThat(folder.kept().resolve(".new")).doesNotExist();
  }
}
