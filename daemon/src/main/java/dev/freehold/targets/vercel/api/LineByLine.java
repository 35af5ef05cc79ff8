package dev.freehold.targets.vercel.api;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Hands every line on as it comes. */
final class LineByLine implements Flow.Subscriber<String> {
  private final Consumer<String> line;

  LineByLine(Consumer<String> line) {
    this.line = line;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscribed) {
    subscribed.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(String next) {
    line.accept(next);
  }

  @Override
  public void onError(Throwable error) {
    line.accept("");
  }

  @Override
  public void onComplete() {
    line.accept("");
  }
}
