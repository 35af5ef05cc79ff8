package dev.freehold.sync;

import dev.freehold.base.FreeholdException;

/** What went wrong, why, and what to do, as it is kept and shown. */
public record Trouble(String code, String message, String remedy) {
  static Trouble of(FreeholdException e) {
    return new Trouble(e.code(), e.getMessage(), e.remedy());
  }
}
