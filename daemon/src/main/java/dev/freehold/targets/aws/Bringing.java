package dev.freehold.targets.aws;

import dev.freehold.base.Sha256;
import dev.freehold.file.BlobSource;
import dev.freehold.step.CancelledException;
import dev.freehold.step.StepContext;
import dev.freehold.targets.aws.api.Bucket;
import dev.freehold.targets.aws.api.Bucket.NewObject;
import dev.freehold.targets.aws.api.Connection;
import dev.freehold.targets.aws.edge.SiteObject;
import dev.freehold.targets.aws.edge.SiteObject.Content;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.AsyncRequestBody;

/**
 * Brings objects to a bucket, many at a time; what lies there under another key is copied there.
 */
final class Bringing {
  private static final int SHOWN_EVERY = 50;

  private final Bucket bucket;
  private final BlobSource blobs;

  Bringing(Bucket bucket, BlobSource blobs) {
    this.bucket = bucket;
    this.blobs = blobs;
  }

  /**
   * Stops early when the user cancels.
   *
   * @param there keys within the folder, by blob
   */
  void bring(
      List<SiteObject> objects, SiteFolder folder, Map<Sha256, String> there, StepContext step) {
    var room = new Semaphore(Connection.AT_A_TIME);
    var failure = new AtomicReference<@Nullable Throwable>();
    var done = new AtomicInteger();
    try {
      for (SiteObject object : objects) {
        room.acquire();
        if (failure.get() != null || step.cancelled()) {
          room.release();
          break;
        }
        one(object, folder, there)
            .whenComplete(
                (_, failed) -> {
                  if (failed != null) {
                    failure.compareAndSet(null, failed);
                  }
                  done.incrementAndGet();
                  room.release();
                });
        if (done.get() % SHOWN_EVERY == 0) {
          step.progress(done.get(), objects.size(), "files");
        }
      }
      room.acquire(Connection.AT_A_TIME);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the daemon is stopping", e);
    }
    Throwable failed = failure.get();
    if (failed != null) {
      throw Bucket.asked("write the files", failed);
    }
    step.progress(done.get(), objects.size(), "files");
    if (step.cancelled()) {
      throw new CancelledException();
    }
  }

  private CompletableFuture<?> one(
      SiteObject object, SiteFolder folder, Map<Sha256, String> there) {
    var wanted =
        new NewObject(
            folder.key(object.key()),
            object.type(),
            object.cacheControl(),
            object.headers().map(own -> Map.of(SiteObject.HEADERS, own)).orElse(Map.of()));
    return switch (object.content()) {
      case Content.Text text -> bucket.put(wanted, AsyncRequestBody.fromString(text.text()));
      case Content.Blob blob -> {
        Sha256 id = blob.file().blob();
        String from = there.get(id);
        yield from == null
            ? bucket.put(wanted, blobs.path(id), id)
            : bucket
                .copy(folder.key(from), wanted)
                .thenCompose(
                    copied -> copied ? CompletableFuture.completedFuture(null) : sent(wanted, id));
      }
    };
  }

  private CompletableFuture<?> sent(NewObject wanted, Sha256 blob) {
    return blobs.contains(blob)
        ? bucket.put(wanted, blobs.path(blob), blob)
        : CompletableFuture.failedFuture(
            new CompletionException(
                Patience.late("A file of the release was deleted while it was copied.")));
  }
}
