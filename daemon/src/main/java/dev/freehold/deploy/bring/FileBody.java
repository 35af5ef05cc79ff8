package dev.freehold.deploy.bring;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A body that becomes a file, so that an endless one is cut off and a large one costs no memory.
 */
final class FileBody implements BodySubscriber<Path> {
  private final Path file;
  private final long most;
  private final CompletableFuture<Path> body = new CompletableFuture<>();
  private @Nullable Subscription subscription;
  private @Nullable FileChannel channel;
  private long size;
  private volatile boolean tooLong;

  FileBody(Path file, long most) {
    this.file = file;
    this.most = most;
  }

  boolean isTooLong() {
    return tooLong;
  }

  @Override
  public CompletionStage<Path> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    try {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE);
      subscription.request(Long.MAX_VALUE);
    } catch (IOException e) {
      stop(e);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (body.isDone() || channel == null) {
      return;
    }
    try {
      for (ByteBuffer buffer : buffers) {
        size += buffer.remaining();
        if (size > most) {
          tooLong = true;
          throw new IOException("over " + most + " bytes");
        }
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
    } catch (IOException e) {
      stop(e);
    }
  }

  @Override
  public void onError(Throwable cause) {
    close();
    body.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    close();
    body.complete(file);
  }

  private void stop(IOException cause) {
    if (subscription != null) {
      subscription.cancel();
    }
    close();
    body.completeExceptionally(cause);
  }

  private void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      body.completeExceptionally(e);
    }
  }
}
