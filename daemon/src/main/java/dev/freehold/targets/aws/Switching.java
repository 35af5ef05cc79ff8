package dev.freehold.targets.aws;

import dev.freehold.base.Failpoint;
import dev.freehold.step.StepContext;
import dev.freehold.targets.Activation;
import dev.freehold.targets.Pointer;
import dev.freehold.targets.Site;
import dev.freehold.targets.SwitchRecord;
import dev.freehold.targets.aws.api.StoredValues;
import dev.freehold.targets.site.Operator;
import dev.freehold.targets.site.Refused;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the pointer, if it is still the one that was expected. The store has one tag for all keys,
 * so the switch of another app meanwhile is no conflict: then it is written again.
 */
final class Switching {
  private static final int MOST_ATTEMPTS = 50;

  private final Site site;
  private final StoredValues values;
  private final SiteFolder folder;
  private final Clock clock;

  Switching(Site site, StoredValues values, SiteFolder folder, Clock clock) {
    this.site = site;
    this.values = values;
    this.folder = folder;
    this.clock = clock;
  }

  static Optional<LivePointer> live(StoredValues values, Site site) {
    return values.read(Account.key(site)).flatMap(LivePointer::read);
  }

  /**
   * @param look at the files; the pointer is looked at anew
   * @param url at which visitors reach it
   */
  Pointer to(
      Look look,
      Activation activation,
      LivePointer.Answers answers,
      long expected,
      URI url,
      StepContext step) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      String etag = values.etag();
      Optional<LivePointer> now = live(values, site);
      if (now.filter(one -> one.isBy(step.record()) && one.is(activation)).isPresent()) {
        return recorded(now.get(), activation, url, step);
      }
      long generation = Math.max(look.generation(), now.map(LivePointer::generation).orElse(0L));
      if (generation != expected) {
        throw Refused.conflict(site, generation, expected);
      }
      if (!look.has(activation.release().id())) {
        throw Refused.missing(site, activation.release().name());
      }
      LivePointer next = LivePointer.next(activation, answers, step.record(), generation, now);
      if (values.write(etag, Map.of(Account.key(site), next.json()), List.of())) {
        Failpoint.AWS_POINTER_SWITCHED.reach();
        return recorded(next, activation, url, step);
      }
    }
    throw Patience.late(
        "Others wrote to the store of pointers each time that "
            + site.app()
            + " was to be switched.");
  }

  /** What it leaves for other machines; may be repeated. */
  private Pointer recorded(LivePointer now, Activation activation, URI url, StepContext step) {
    boolean there =
        folder.switches().stream().anyMatch(one -> one.generation() == now.generation());
    if (!there) {
      folder.record(
          SwitchRecord.of(
              activation,
              now.generation(),
              step.record().run(),
              clock.instant(),
              Operator.NAME,
              url,
              activation.placement().domain()));
    }
    return now.pointer(now.generation());
  }
}
