package dev.freehold.deploy.carryout;

import dev.freehold.render.Page;
import dev.freehold.render.PageRenderer;
import dev.freehold.render.Rendering;
import dev.freehold.render.Window;
import dev.freehold.targets.Staged;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;

/** Pictures of what is live, in all windows, taken beside the watch. */
final class LivePicture implements AutoCloseable {
  private final FutureTask<Map<Window, Rendering>> task;
  private final Thread thread;
  private volatile boolean unwanted;

  private LivePicture(Function<LivePicture, Map<Window, Rendering>> taking) {
    this.task = new FutureTask<>(() -> taking.apply(this));
    this.thread = Thread.ofVirtual().name("picture").unstarted(task);
  }

  /** For what was taken before it went live. */
  static LivePicture none() {
    var picture = new LivePicture(_ -> Map.of());
    picture.task.run();
    return picture;
  }

  static LivePicture begin(PageRenderer renderer, Supplier<Staged> live) {
    var picture = new LivePicture(self -> self.take(renderer, live.get()));
    picture.thread.start();
    return picture;
  }

  private Map<Window, Rendering> take(PageRenderer renderer, Staged live) {
    Page page = Page.first(live.connect(), live.host(), live.headers()).inAllWindows();
    return renderer.renderAll(page, () -> unwanted);
  }

  /** Waits; no longer than the renderer's own deadline. */
  Map<Window, Rendering> await() {
    try {
      return task.get();
    } catch (ExecutionException e) {
      // whatever went wrong, a picture is no reason to call a deployment failed
      return Map.of(
          Window.DESKTOP,
          new Rendering.NotRendered(Rendering.Reason.FAILED, "Taking it failed: " + e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the daemon is stopping", e);
    }
  }

  /** Ends the browser, if it still runs, and waits until it is gone. */
  @Override
  public void close() {
    unwanted = true;
    boolean interrupted = Thread.interrupted();
    try {
      thread.join();
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
