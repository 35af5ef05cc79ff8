package dev.freehold.deploy.carryout;

import dev.freehold.base.Sha256;
import dev.freehold.deploy.model.Deployment;
import dev.freehold.deploy.model.PictureStore;
import dev.freehold.render.PageRenderer;
import dev.freehold.render.Rendering;
import dev.freehold.render.Rendering.NotRendered;
import dev.freehold.render.Rendering.Reason;
import dev.freehold.render.Rendering.Rendered;
import dev.freehold.render.Window;
import dev.freehold.step.Effect;
import dev.freehold.step.StepContext;
import dev.freehold.store.Row;
import dev.freehold.store.Sql;
import dev.freehold.targets.Staged;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Pictures of releases for the history: good to have, never a reason to fail. */
public final class Album {
  private final PageRenderer renderer;
  private final PictureStore pictures;

  public Album(PageRenderer renderer, PictureStore pictures) {
    this.renderer = renderer;
    this.pictures = pictures;
  }

  /** Of what is live, unless pictures were taken when it was looked at before it went live. */
  LivePicture begin(Deployment deployment, Supplier<Staged> live) {
    return pictures.has(deployment.id()) ? LivePicture.none() : LivePicture.begin(renderer, live);
  }

  /** What the end of the step writes down; that there is none at all is told as an effect. */
  Consumer<Sql> add(Deployment deployment, Map<Window, Rendering> pictures, StepContext context) {
    Consumer<Sql> all = sql -> {};
    for (var picture : pictures.entrySet()) {
      all =
          all.andThen(
              switch (picture.getValue()) {
                case Rendered rendered -> keep(deployment, picture.getKey(), rendered, context);
                case NotRendered missing when picture.getKey() == Window.DESKTOP ->
                    tell(missing, context);
                case NotRendered missing -> note(picture.getKey(), missing, context);
              });
    }
    return all;
  }

  private static Consumer<Sql> note(Window window, NotRendered missing, StepContext context) {
    context.log("There is no picture for a " + Row.wireName(window) + ". " + missing.why());
    return sql -> {};
  }

  private Consumer<Sql> keep(
      Deployment deployment, Window window, Rendered rendered, StepContext context) {
    try {
      Sha256 picture = pictures.keep(rendered.picture());
      return sql -> pictures.add(sql, deployment, window, picture);
    } catch (IOException e) {
      return tell(
          new NotRendered(Reason.FAILED, "It could not be stored: " + e.getMessage()), context);
    }
  }

  private static Consumer<Sql> tell(NotRendered missing, StepContext context) {
    context.effect(
        new Effect(
            "picture.missing",
            "There is no picture of the page. " + missing.why(),
            Map.of("reason", Row.wireName(missing.reason()))));
    return sql -> {};
  }
}
