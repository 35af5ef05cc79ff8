package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** A plan can't be carried out as it is; the checks say why. */
final class PlanBlocked extends RuntimeException {
  private final String code;
  private final String remedy;
  private final transient JsonNode checks;

  PlanBlocked(String code, String message, String remedy, JsonNode checks) {
    super(message);
    this.code = code;
    this.remedy = remedy;
    this.checks = checks;
  }

  String code() {
    return code;
  }

  String remedy() {
    return remedy;
  }

  JsonNode checks() {
    return checks;
  }
}
