package dev.freehold.targets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.app.Domain;
import dev.freehold.app.Placement;
import java.util.List;

/**
 * A kind of place where releases run. It is registered where the daemon is wired, and nothing else
 * names it: the API, the CLI and the extension show what it asks for and what it says.
 *
 * <p>Its methods throw {@link dev.freehold.base.UserError} for what the owner has to mend and
 * {@link dev.freehold.base.ProviderError} for what the place itself refuses.
 */
public interface Driver extends AutoCloseable {
  /**
   * What is remembered of a place besides what its owner said.
   *
   * @param address as its owner knows it
   * @param state for the driver alone; no secrets
   */
  record Place(String address, JsonNode state) {}

  /**
   * What is there and was not deployed with Freehold.
   *
   * @param command that has an environment deploy into it; nothing changes before that
   */
  record Stranger(String name, String command) {}

  /** One word in lower case: {@code ssh}. */
  String kind();

  /** What people call such a place: {@code your own server}. */
  String title();

  Traits traits();

  /** What connecting asks, in this order. The first one is what the place is known by. */
  List<Field> fields();

  /** The one that every machine has, if it is of this kind; it can't be connected or removed. */
  default List<Connected> standing() {
    return List.of();
  }

  /** What connecting, or mending what is connected, would do. Writes nothing there. */
  Setup look(Wanted wanted);

  /**
   * Does what {@link #look} said; may be done again.
   *
   * @param approved hash of the setup that a person agreed to
   * @param progress told at the beginning of each step, in their order
   * @throws dev.freehold.base.UserError {@code deploy.stale} when it would do something else by now
   */
  Place connect(Wanted wanted, String approved, Progress progress);

  /**
   * What the keys that lead there must be allowed; empty where a place has no such thing. Writes
   * nothing there.
   */
  default List<AccessPolicy> policies(Wanted wanted) {
    return List.of();
  }

  /** Whether it is as connecting left it. Writes nothing there. */
  Condition verify(Connected target);

  /** Takes from the place what connecting and deploying made there. */
  void disconnect(Connected target);

  /** Lets go of what leads to a place that was changed or removed. */
  default void forget(Connected target) {}

  /** What was deployed there, from any machine. Reads only. */
  List<SiteHistory> histories(Connected target);

  /** What is there besides, as far as an environment could deploy into it. Reads only. */
  default List<Stranger> strangers(Connected target) {
    return List.of();
  }

  /**
   * Whether visitors get from a domain to the place; asked only of a kind that takes domains.
   *
   * @see Traits#takesDomain
   */
  default DomainReport domain(Connected target, Domain domain) {
    throw new IllegalStateException(kind() + " takes no domain");
  }

  /** Connects to nothing yet. */
  Target open(Site site, Connected target, Placement placement);

  /** The daemon ends: lets go of what leads to any place. */
  @Override
  default void close() {}
}
