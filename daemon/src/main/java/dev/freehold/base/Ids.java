package dev.freehold.base;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Where ids of things that are not addressed by content come from. */
@FunctionalInterface
public interface Ids {
  String next();

  /** 128 random bits as hex: for what must not be guessed. */
  static Ids unguessable() {
    var random = new SecureRandom();
    return () -> {
      byte[] bytes = new byte[16];
      random.nextBytes(bytes);
      return HexFormat.of().formatHex(bytes);
    };
  }

  /** UUIDv7: sorted by the time of their making (RFC 9562). */
  static Ids timeOrdered() {
    TimeBasedEpochGenerator generator = Generators.timeBasedEpochGenerator();
    return () -> generator.generate().toString();
  }

  /**
   * As {@link #timeOrdered}, and each sorted behind the one before, also when the clock goes back.
   *
   * @param last made earlier; empty when there is none
   */
  static Ids timeOrderedAfter(String last) {
    return new OrderedIds(timeOrdered(), last);
  }
}
