package dev.freehold.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.app.App;
import dev.freehold.app.Apps;
import dev.freehold.app.Environment;
import dev.freehold.app.Environments;
import dev.freehold.app.LiveRelease;
import dev.freehold.app.PublicVariables;
import dev.freehold.app.Settings;
import dev.freehold.app.SettingsStore;
import dev.freehold.app.Variable;
import dev.freehold.app.VariableRules;
import dev.freehold.base.NearNames;
import dev.freehold.base.UserError;
import dev.freehold.store.Row;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An environment's variables. Values go in and never come out. */
public final class VariableRoutes {
  private static final String PATH = "/v1/apps/{app}/environments/{environment}/variables";

  private final Apps apps;
  private final Environments environments;
  private final SettingsStore settings;

  public VariableRoutes(Apps apps, Environments environments, SettingsStore settings) {
    this.apps = apps;
    this.environments = environments;
    this.settings = settings;
  }

  public List<Route> routes() {
    return List.of(
        new Route(
            HandlerType.GET,
            PATH,
            ctx -> {
              Environment environment = environment(ctx);
              ctx.json(view(environment, settings.current(environment.id())));
            }),
        new Route(HandlerType.PATCH, PATH, this::change));
  }

  private void change(Context ctx) {
    Change change = JsonBody.read(ctx, Change.class);
    Environment environment =
        change.wanted().isEmpty() ? environment(ctx) : perhapsNew(ctx, change.wanted());
    Settings revised = settings.revise(environment.id(), before -> apply(before, change));
    ctx.json(view(environment, revised));
  }

  private static List<Variable> apply(List<Variable> before, Change change) {
    var after = new ArrayList<>(before);
    for (String name : change.removed()) {
      if (!after.removeIf(v -> v.name().equals(name))) {
        throw new UserError(
            "variable.unknown",
            "There is no variable called '" + name + "' here.",
            "See the names with 'freehold var list'.");
      }
    }
    change
        .wanted()
        .forEach(
            (name, value) -> {
              after.removeIf(v -> v.name().equals(name));
              after.add(new Variable(name, value, Variable.Source.USER));
            });
    return after;
  }

  /**
   * Variables may come before the first deployment or promotion; a name that is nearly that of
   * another environment is taken for a mistake.
   */
  private Environment perhapsNew(Context ctx, Map<String, String> wanted) {
    App app = apps.require(ctx.pathParam("app"));
    String name = ctx.pathParam("environment");
    List<String> known = environments.of(app.id()).stream().map(Environment::name).toList();
    if (known.contains(name) || !NearNames.of(name, known).isEmpty()) {
      return environments.require(app, name);
    }
    VariableRules.checked(
        wanted.entrySet().stream()
            .map(v -> new Variable(v.getKey(), v.getValue(), Variable.Source.USER))
            .toList());
    return environments.ensure(app.id(), name, Environment.LOCAL);
  }

  private Environment environment(Context ctx) {
    App app = apps.require(ctx.pathParam("app"));
    return environments.require(app, ctx.pathParam("environment"));
  }

  private Names view(Environment environment, Settings newest) {
    return new Names(
        newest.revision(),
        environment
            .live()
            .map(LiveRelease::settingsId)
            .flatMap(settings::find)
            .map(Settings::revision),
        newest.variables().stream()
            .map(
                v ->
                    new Name(
                        v.name(), PublicVariables.isPublic(v.name()), Row.wireName(v.source())))
            .toList());
  }

  /**
   * @param set values by name
   */
  record Change(@Nullable Map<String, String> set, @Nullable List<String> unset) {
    Map<String, String> wanted() {
      return set == null ? Map.of() : set;
    }

    List<String> removed() {
      return unset == null ? List.of() : unset;
    }
  }

  /**
   * @param revision the newest one, which the next deployment brings
   * @param liveRevision the one that is live; empty when nothing is
   */
  record Names(int revision, Optional<Integer> liveRevision, List<Name> variables) {}

  /**
   * @param visible whether every visitor of the page can read the value
   * @param source {@code user} or {@code export}
   */
  record Name(String name, @JsonProperty("public") boolean visible, String source) {}
}
