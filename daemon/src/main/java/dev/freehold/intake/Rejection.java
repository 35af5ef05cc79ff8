package dev.freehold.intake;

import dev.freehold.base.UserError;

/** Why an export was refused, as it is stored. */
public record Rejection(String code, String message, String remedy) {
  static Rejection of(UserError error) {
    return new Rejection(error.code(), error.getMessage(), error.remedy());
  }

  UserError error() {
    return new UserError(code, message, remedy);
  }
}
