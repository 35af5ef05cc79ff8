package dev.freehold.api;

import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.git.AppConflicts;
import dev.freehold.git.ConflictSide;
import dev.freehold.git.Solution;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files that the builder's export and main both changed, and settling that. */
public final class ConflictRoutes {
  private static final int PAGE = 100;
  private static final int LONGEST_PAGE = 200;

  private final Apps apps;
  private final AppConflicts conflicts;

  public ConflictRoutes(Apps apps, AppConflicts conflicts) {
    this.apps = apps;
    this.conflicts = conflicts;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, "/v1/apps/{app}/conflicts", this::list),
        new Route(HandlerType.GET, "/v1/apps/{app}/conflicts/file", this::file),
        new Route(HandlerType.POST, "/v1/apps/{app}/conflicts/solution", this::settle));
  }

  private void list(Context ctx) {
    int limit = QueryParameters.limit(ctx, PAGE, LONGEST_PAGE);
    ctx.json(conflicts.of(app(ctx), QueryParameters.text(ctx, "after"), limit));
  }

  private void file(Context ctx) {
    App app = app(ctx);
    String path =
        QueryParameters.text(ctx, "path")
            .orElseThrow(() -> JsonBody.fieldInvalid("path", "is missing"));
    ctx.json(conflicts.file(app, path));
  }

  private void settle(Context ctx) {
    App app = app(ctx);
    SolutionRequest asked = JsonBody.read(ctx, SolutionRequest.class);
    List<String> own = asked.own() == null ? List.of() : asked.own();
    if (own.stream().anyMatch(path -> asked.take().get(path) != ConflictSide.MAIN)) {
      throw JsonBody.fieldInvalid("own", "names a file that is not taken from main");
    }
    var solution = new Solution(asked.main(), asked.builder(), asked.take());
    String main = conflicts.settle(app, solution, own);
    ctx.json(new Settled(main, asked.builder(), asked.take().size()));
  }

  private App app(Context ctx) {
    return apps.require(ctx.pathParam("app"));
  }

  /**
   * @param take the side for each file in conflict, by path
   * @param own files that no export changes from now on
   */
  record SolutionRequest(
      String main, String builder, Map<String, ConflictSide> take, @Nullable List<String> own) {}

  /**
   * @param main its new commit
   * @param settled how many files
   */
  record Settled(String main, String builder, int settled) {}
}
