package dev.freehold;

import dev.freehold.credential.Secret;

/** Breaks the rule on purpose: it is in a room that may not reveal secrets. */
public final class RevealingClass {
  private RevealingClass() {}

  public static String leak(Secret secret) {
    return secret.reveal();
  }
}
