package dev.freehold.targets.registry;

import dev.freehold.app.Placement;
import dev.freehold.base.NearNames;
import dev.freehold.base.UserError;
import dev.freehold.credential.Secret;
import dev.freehold.targets.AccessPolicy;
import dev.freehold.targets.Connected;
import dev.freehold.targets.Driver;
import dev.freehold.targets.Field;
import dev.freehold.targets.Progress;
import dev.freehold.targets.Setup;
import dev.freehold.targets.Site;
import dev.freehold.targets.Target;
import dev.freehold.targets.Targets;
import dev.freehold.targets.Traits;
import dev.freehold.targets.Wanted;
import dev.freehold.targets.site.HostNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of places that there are, and the places that were connected. */
public final class Drivers implements Targets, AutoCloseable {
  private final List<Driver> drivers;
  private final TargetStore store;

  /**
   * @param drivers in the order in which people are shown them
   */
  public Drivers(List<Driver> drivers, TargetStore store) {
    this.drivers = List.copyOf(drivers);
    this.store = store;
  }

  @Override
  public Target open(Site site, Placement placement) {
    Connected target = require(placement.target());
    return of(target).open(site, target, placement);
  }

  @Override
  public Traits traits(String target) {
    return of(require(target)).traits();
  }

  /** The kinds that can be connected. */
  public List<Driver> kinds() {
    return drivers.stream().filter(driver -> !driver.fields().isEmpty()).toList();
  }

  /**
   * @throws UserError {@code target.kind-unknown}, naming those there are
   */
  public Driver kind(String kind) {
    return kinds().stream()
        .filter(driver -> driver.kind().equals(kind))
        .findFirst()
        .orElseThrow(() -> unknownKind(kind));
  }

  public Driver of(Connected target) {
    return drivers.stream()
        .filter(driver -> driver.kind().equals(target.kind()))
        .findFirst()
        .orElseThrow(() -> unknownKind(target.kind()));
  }

  /** Those that every machine has, and then the connected ones by name. */
  public List<Connected> all() {
    return Stream.concat(standing(), store.all().stream()).toList();
  }

  /**
   * @throws UserError {@code target.unknown}, naming those there are
   */
  public Connected require(String name) {
    return find(name).orElseThrow(() -> unknown(name));
  }

  /**
   * One that can be mended and removed.
   *
   * @throws UserError {@code target.unknown}, {@code target.standing}
   */
  public Connected requireConnected(String name) {
    standing()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .ifPresent(
            target -> {
              throw new UserError(
                  "target.standing",
                  "'" + name + "' is " + target.address() + ", and was never connected.",
                  "Name another one: freehold target list");
            });
    return require(name);
  }

  /** What connecting would do. Writes nothing. */
  public Setup look(String kind, Map<String, String> values) {
    Driver driver = kind(kind);
    return driver.look(wanted(driver, values));
  }

  /**
   * What keys must be allowed.
   *
   * @throws UserError {@code target.no-policies}
   */
  public List<AccessPolicy> policies(String kind, Map<String, String> values) {
    Driver driver = kind(kind);
    List<AccessPolicy> policies = driver.policies(wanted(driver, values));
    if (policies.isEmpty()) {
      throw new UserError(
          "target.no-policies",
          "Keys for " + driver.title() + " have no policies.",
          "Use the ones that you have: freehold target add " + kind);
    }
    return policies;
  }

  /**
   * Connects a place, or mends one that is connected.
   *
   * @param approved hash of the setup that a person agreed to
   * @throws UserError {@code target.name-invalid}, {@code target.name-taken} by one of another
   *     kind, {@code target.field-missing}, {@code target.field-unknown}, {@code deploy.stale}
   */
  public Connected connect(
      String name, String kind, Map<String, String> values, String approved, Progress progress) {
    Driver driver = kind(kind);
    Wanted wanted = wanted(driver, values);
    checkName(name);
    Optional<Connected> before = find(name);
    before.filter(other -> !other.kind().equals(kind)).ifPresent(Drivers::refuseTaken);
    Driver.Place place = driver.connect(wanted, approved, progress);
    before.ifPresent(driver::forget);
    var connected =
        new Connected(
            name, kind, place.address(), wanted.values(), wanted.secrets(), place.state());
    store.save(connected);
    return connected;
  }

  /**
   * @param there whether to take from the place what connecting and deploying made there
   */
  public void remove(Connected target, boolean there) {
    Driver driver = of(target);
    if (there) {
      driver.disconnect(target);
    }
    driver.forget(target);
    store.remove(target.name());
  }

  @Override
  public void close() {
    drivers.forEach(Driver::close);
  }

  private Optional<Connected> find(String name) {
    return standing()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .or(() -> store.find(name));
  }

  private Stream<Connected> standing() {
    return drivers.stream().flatMap(driver -> driver.standing().stream());
  }

  private void checkName(String name) {
    boolean standing = standing().anyMatch(target -> target.name().equals(name));
    if (!HostNames.isLabel(name) || standing) {
      throw new UserError(
          "target.name-invalid",
          "A target can't be called '" + name + "'.",
          "Use small letters, digits and dashes, such as production-server"
              + (standing ? "; '" + name + "' is " + require(name).address() + "." : "."));
    }
  }

  private static Wanted wanted(Driver driver, Map<String, String> given) {
    List<String> known = driver.fields().stream().map(Field::name).toList();
    given.keySet().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new UserError(
                  "target.field-unknown",
                  "Connecting " + driver.title() + " does not ask for '" + name + "'.",
                  "It asks for " + String.join(", ", known) + "." + NearNames.hint(name, known));
            });
    Map<String, String> values = new HashMap<>();
    Map<String, Secret> secrets = new HashMap<>();
    for (Field field : driver.fields()) {
      String value = given.getOrDefault(field.name(), "").strip();
      if (value.isEmpty() && field.isRequired()) {
        throw new UserError(
            "target.field-missing",
            "Connecting " + driver.title() + " needs " + field.name() + ": " + field.help(),
            "Say it: freehold target add " + driver.kind() + " --" + field.name() + " VALUE");
      }
      if (!value.isEmpty() && field.isSecret()) {
        secrets.put(field.name(), Secret.of(value));
      } else if (!value.isEmpty()) {
        values.put(field.name(), value);
      }
    }
    return new Wanted(Map.copyOf(values), Map.copyOf(secrets));
  }

  private static void refuseTaken(Connected other) {
    throw new UserError(
        "target.name-taken",
        "There is a target called '" + other.name() + "' already, for " + other.address() + ".",
        "Give this one another name with --name.");
  }

  private UserError unknownKind(String kind) {
    List<String> known = kinds().stream().map(Driver::kind).toList();
    return new UserError(
        "target.kind-unknown",
        "Nothing is known of places of the kind '" + kind + "'.",
        "There are: " + String.join(", ", known) + "." + NearNames.hint(kind, known));
  }

  private UserError unknown(String name) {
    List<String> known = store.all().stream().map(Connected::name).toList();
    return new UserError(
        "target.unknown",
        "There is no target called '" + name + "'.",
        known.isEmpty()
            ? "Connect one: freehold target add"
            : "There are: " + String.join(", ", known) + "." + NearNames.hint(name, known));
  }
}
