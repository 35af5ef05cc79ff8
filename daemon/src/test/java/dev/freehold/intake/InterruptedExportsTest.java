package dev.freehold.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.file.Folders;
import dev.freehold.file.RawTar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What a crash, a full disk or an impatient client leaves behind. */
class InterruptedExportsTest extends ExportsFixture {
  private static final byte[] TAR = new RawTar().file("a", "one").file("b/c", "two").bytes();

  /** The state at the failpoint: the tree is in place, the database knows nothing of it. */
  private void forgetReceipt(String id, byte[] upload) throws Exception {
    database.change(
        sql ->
            sql.update(
                "update exports set state = 'receiving', receipt = null, files = null,"
                    + " completed_at = null where id = ?",
                id));
    Files.write(folder(id).resolve("upload"), upload);
    restart();
  }

  @Test
  void aCrashBeforeTheReceiptIsMadeGoodByAskingAgain() throws Exception {
    String id = sent(Kind.TAR, TAR);
    Receipt receipt = exports.complete(id, List.of());
    forgetReceipt(id, TAR);
    assertThat(exports.find(id).state()).isEqualTo(State.RECEIVING);
    assertThat(exports.complete(id, List.of())).isEqualTo(receipt);
    assertThat(exports.tree(id).entries()).hasSize(2);
  }

  @Test
  void aCrashInTheMiddleOfUnpackingIsMadeGoodByAskingAgain() throws Exception {
    String id = sent(Kind.TAR, TAR);
    Path half = Files.createDirectories(folder(id).resolve("unpacking/b"));
    Files.writeString(half.resolve("c"), "tw");
    Files.writeString(folder(id).resolve("files.jsonl"), "{half");
    restart();
    Receipt receipt = exports.complete(id, List.of());
    assertThat(receipt.bytes()).isEqualTo(6);
    assertThat(exports.tree(id).root().resolve("b/c")).hasContent("two");
  }

  @Test
  void aCrashAfterTheReceiptLeavesNothingForLong() throws Exception {
    String id = sent(Kind.TAR, TAR);
    Receipt receipt = exports.complete(id, List.of());
    Files.write(folder(id).resolve("upload"), TAR);
    restart();
    assertThat(exports.complete(id, List.of())).isEqualTo(receipt);
    assertThat(folder(id).resolve("upload")).doesNotExist();
  }

  @Test
  void twoRequestsAtOnceGetTheSameReceipt() throws Exception {
    String id = sent(Kind.TAR, TAR);
    Callable<Receipt> complete = () -> exports.complete(id, List.of());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = threads.invokeAll(List.of(complete, complete, complete, complete));
      for (var result : results) {
        assertThat(result.get()).isEqualTo(exports.find(id).receipt());
      }
    }
    assertThat(exports.tree(id).entries()).hasSize(2);
  }

  @Test
  void filesThatALostPowerCutOffAreNoticed() throws Exception {
    String id = sent(Kind.TAR, TAR);
    exports.complete(id, List.of());
    Path file = exports.tree(id).root().resolve("b/c");
    Files.write(file, new byte[0]);
    assertCode(() -> exports.tree(id), "intake.damaged");
    Files.delete(file);
    assertCode(() -> exports.tree(id), "intake.damaged");
  }

  @Test
  void aDiskThatFailsIsNoFaultOfTheExport() throws Exception {
    String id = sent(Kind.TAR, TAR);
    // a folder where the list of files belongs: writing it fails for root too
    Files.createDirectories(folder(id).resolve("files.jsonl/in the way"));
    assertCode(() -> exports.complete(id, List.of()), "machine.io");
    assertThat(exports.find(id).state()).isEqualTo(State.RECEIVING);
    Folders.delete(folder(id).resolve("files.jsonl"));
    assertThat(exports.complete(id, List.of()).files()).isEqualTo(2);
  }

  @Test
  void whatIsDiscardedIsGone() throws Exception {
    String id = sent(Kind.TAR, TAR);
    exports.discard(id);
    assertThat(folder(id)).doesNotExist();
    assertCode(() -> exports.find(id), "intake.unknown-export");
  }

  @Test
  void theSweepTakesWhatNobodyUsed() throws Exception {
    insertApp("app");
    String abandoned = sent(Kind.TAR, new byte[10]);
    String never = exports.begin("never sent", Kind.ZIP).id();
    String unused = sent(Kind.TAR, TAR);
    exports.complete(unused, List.of());
    String used = sent(Kind.TAR, TAR);
    exports.complete(used, List.of());
    exports.claim(used, "app");
    Path orphan = Files.createDirectories(home.exports().resolve("orphan/tree"));
    pass(Duration.ofDays(2));
    String fresh = sent(Kind.TAR, new byte[10]);

    assertThat(exports.sweep(now.minus(Duration.ofDays(1)))).isEqualTo(3);

    for (String id : List.of(abandoned, never, unused)) {
      assertThat(folder(id)).doesNotExist();
      assertCode(() -> exports.find(id), "intake.unknown-export");
    }
    assertThat(orphan).doesNotExist();
    assertThat(exports.find(fresh).received()).isEqualTo(10);
    assertThat(exports.find(used).receipt()).isNotNull();
    assertThat(exports.files(used, "", 10)).hasSize(2);
    assertCode(() -> exports.tree(used), "intake.tree-gone");
  }

  @Test
  void aSweepOfNothingIsNoTrouble() {
    assertThat(exports.sweep(now)).isZero();
  }
}
