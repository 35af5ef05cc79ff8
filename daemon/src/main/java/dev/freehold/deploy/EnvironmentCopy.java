package dev.freehold.deploy;

import dev.freehold.app.App;
import dev.freehold.app.Domain;
import dev.freehold.app.Environment;
import dev.freehold.app.Environments;
import dev.freehold.app.PublicVariables;
import dev.freehold.app.Settings;
import dev.freehold.app.Variable;
import dev.freehold.base.UserError;
import dev.freehold.check.DatabaseAddress;
import dev.freehold.deploy.model.Places;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes environments, also like another one: on the same target, with the same public values. A
 * secret, what belongs to a database, and what names a domain stay with the environment that has
 * them.
 */
public final class EnvironmentCopy {
  private final Places places;

  public EnvironmentCopy(Places places) {
    this.places = places;
  }

  /**
   * @param like the environment that it is like; empty for an empty one
   * @param copied names of the variables whose values it has from there, sorted
   * @param toSet those that it still needs a value of, sorted by name
   */
  public record Made(
      Environment environment,
      Optional<Environment> like,
      List<String> copied,
      List<ToSet> toSet) {}

  /** A variable that was not copied. */
  public record ToSet(String name, Why why) {}

  /** Why a value stays where it is. */
  public enum Why {
    /** Only the app's server may know it. */
    SECRET,
    /** It leads to a database, or is a key to one. */
    DATABASE,
    /** It names the domain of the other environment. */
    DOMAIN
  }

  /**
   * Does nothing for one that an interrupted call made; then the call is right when it is repeated.
   *
   * @param like name of the environment that it shall be like
   * @param target where it runs, when it is like no other
   * @throws UserError {@code environment.exists}, {@code environment.unknown}, {@code
   *     environment.name-invalid}
   */
  public Made create(App app, String name, Optional<String> like, String target) {
    Environments.checkName(name);
    Optional<Environment> other = like.map(o -> places.environments().require(app, o));
    String where = other.map(Environment::target).orElse(target);
    places
        .environments()
        .find(app.id(), name)
        .filter(there -> there.settingsId().isPresent() || !there.target().equals(where))
        .ifPresent(there -> refuse(app, there));
    Environment made = places.environments().ensure(app.id(), name, where);
    var copied = new ArrayList<Variable>();
    var toSet = new ArrayList<ToSet>();
    other.ifPresent(
        o -> {
          Settings settings = places.settings().current(o.id());
          for (Variable variable : settings.variables()) {
            why(variable, o)
                .ifPresentOrElse(
                    why -> toSet.add(new ToSet(variable.name(), why)), () -> copied.add(variable));
          }
        });
    places.settings().revise(made.id(), before -> before.isEmpty() ? copied : before);
    return new Made(
        places.environments().byId(made.id()),
        other,
        copied.stream().map(Variable::name).toList(),
        List.copyOf(toSet));
  }

  private static Optional<Why> why(Variable variable, Environment of) {
    if (DatabaseAddress.isMeant(variable.name(), variable.value())) {
      return Optional.of(Why.DATABASE);
    }
    if (!PublicVariables.isPublic(variable.name())) {
      return Optional.of(Why.SECRET);
    }
    return of.domain().map(Domain::name).filter(variable.value()::contains).map(_ -> Why.DOMAIN);
  }

  private static void refuse(App app, Environment there) {
    throw new UserError(
        "environment.exists",
        app.slug() + " has an environment called '" + there.name() + "' already.",
        "See what it has: freehold var list --env "
            + there.name()
            + " --app "
            + app.slug()
            + ". Or choose another name.");
  }
}
