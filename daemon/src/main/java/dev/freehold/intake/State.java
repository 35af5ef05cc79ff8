package dev.freehold.intake;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.freehold.store.Row;

/** How far an export is. */
public enum State {
  RECEIVING,
  COMPLETE,
  /** It broke a rule; its bytes are gone, and it never becomes anything else. */
  REFUSED;

  @JsonValue
  public String wireName() {
    return Row.wireName(this);
  }
}
