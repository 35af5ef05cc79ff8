package dev.freehold.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.UserError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Nothing is deleted while a backup is made. */
class DeletionsTest {
  private final Deletions deletions = new Deletions();

  private static void refused(CompletableFuture<?> work) {
    assertThatThrownBy(() -> work.get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            UserError.class, e -> assertThat(e.code()).isEqualTo("backup.running"));
  }

  @Test
  void aDeletionAndASecondBackupAreRefusedWhileOneIsMade() throws Exception {
    try (Deletions.Held _ = deletions.hold()) {
      refused(CompletableFuture.supplyAsync(() -> deletions.delete(() -> 1)));
      refused(CompletableFuture.supplyAsync(deletions::hold));
    }
    assertThat(deletions.<Integer>delete(() -> 1)).isEqualTo(1);
  }

  @Test
  void aBackupWaitsForADeletionAndTwoDeletionsDoNotWait() throws Exception {
    var held = new CountDownLatch(1);
    CompletableFuture<Thread> backup =
        deletions.delete(
            () -> {
              var begun = new CompletableFuture<Thread>();
              Thread.ofPlatform()
                  .start(
                      () -> {
                        begun.complete(Thread.currentThread());
                        try (Deletions.Held _ = deletions.hold()) {
                          held.countDown();
                        }
                      });
              Awaitility.await().until(() -> begun.join().getState() == Thread.State.WAITING);
              assertThat(CompletableFuture.supplyAsync(() -> deletions.delete(() -> 2)).join())
                  .isEqualTo(2);
              assertThat(held.getCount()).isEqualTo(1);
              return begun;
            });
    assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
    backup.join().join();
  }
}
