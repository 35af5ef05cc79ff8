package dev.freehold.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.MachineError;
import dev.freehold.file.WrittenFiles.Planned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenFilesTest {
  private @TempDir Path temp;
  private WrittenFiles files;
  private Path there;

  @BeforeEach
  void start() {
    files = new WrittenFiles(temp.resolve("home/list.json"));
    there = temp.resolve("far/away/file.txt");
  }

  private Planned planned(String text) {
    return new Planned(there, text, "rw-r-----");
  }

  @Test
  void whatIsWrittenIsRemovedWithTheFoldersMadeForIt() throws Exception {
    assertThat(files.write(List.of(planned("one")))).containsExactly(there);
    assertThat(there).hasContent("one");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(there)))
        .isEqualTo("rw-r-----");
    assertThat(files.remove().removed()).containsExactly(there);
    assertThat(temp.resolve("far")).doesNotExist();
    assertThat(files.paths()).isEmpty();
  }

  @Test
  void writingTheSameAgainChangesNothing() throws Exception {
    files.write(List.of(planned("one")));
    Object before = Files.getAttribute(there, "unix:ino");
    assertThat(files.write(List.of(planned("one")))).isEmpty();
    assertThat(Files.getAttribute(there, "unix:ino")).isEqualTo(before);
  }

  @Test
  void whatWeWroteMayBeReplacedAndWhatOthersWroteIsForeign() throws Exception {
    files.write(List.of(planned("one")));
    assertThat(files.foreign(List.of(planned("two")))).isEmpty();
    Files.writeString(there, "somebody else's");
    assertThat(files.foreign(List.of(planned("two")))).containsExactly(there);
    assertThat(files.isUnchanged(there)).isFalse();
  }

  @Test
  void aFileThatHappensToBeAsPlannedIsNotForeign() throws Exception {
    Files.createDirectories(there.getParent());
    Files.writeString(there, "one");
    assertThat(files.foreign(List.of(planned("one")))).isEmpty();
  }

  @Test
  void aLinkIsForeignWhereverItLeads() throws Exception {
    Files.createDirectories(there.getParent());
    Path elsewhere = Files.writeString(temp.resolve("elsewhere"), "one");
    Files.createSymbolicLink(there, elsewhere);
    assertThat(files.foreign(List.of(planned("one")))).containsExactly(there);
    files.write(List.of(planned("two")));
    assertThat(elsewhere).hasContent("one");
    assertThat(there).hasContent("two");
  }

  @Test
  void whatSomebodyChangedStaysAndStaysOnTheList() throws Exception {
    files.write(List.of(planned("one")));
    Files.writeString(there, "changed");
    assertThat(files.remove().kept()).containsExactly(there);
    assertThat(there).hasContent("changed");
    assertThat(files.has(there)).isTrue();
    Files.delete(there);
    assertThat(files.remove().kept()).isEmpty();
    assertThat(temp.resolve("far")).doesNotExist();
  }

  @Test
  void aFolderThatOthersUseStays() throws Exception {
    files.write(List.of(planned("one")));
    Path other = Files.writeString(there.resolveSibling("other"), "theirs");
    files.remove();
    assertThat(there).doesNotExist();
    assertThat(other).hasContent("theirs");
  }

  @Test
  void whatIsGoneByItselfIsForgotten() throws Exception {
    files.write(List.of(planned("one")));
    Folders.delete(temp.resolve("far"));
    var other = new Planned(temp.resolve("near.txt"), "near", "rw-r--r--");
    files.write(List.of(other));
    assertThat(files.paths()).containsExactly(other.path());
  }

  @Test
  void aCrashInTheMiddleLeavesNothingThatIsNotOnTheList() throws Exception {
    files.write(List.of(planned("one")));
    Files.createDirectory(temp.resolve("blocked"));
    var impossible = new Planned(temp.resolve("blocked"), "a folder is here", "rw-r--r--");
    assertThatThrownBy(() -> files.write(List.of(planned("two"), impossible)))
        .isInstanceOf(MachineError.class);
    assertThat(files.isUnchanged(there)).as("written and on the list").isTrue();
    assertThat(files.remove().removed()).containsExactly(there);
  }

  @Test
  void aDamagedListIsSaid() throws IOException {
    Files.createDirectories(temp.resolve("home"));
    Files.writeString(temp.resolve("home/list.json"), "{");
    assertThatThrownBy(files::paths)
        .isInstanceOfSatisfying(
            MachineError.class, e -> assertThat(e.code()).isEqualTo("machine.list-damaged"));
  }
}
