package dev.freehold.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;

/** How a command ended and what it said. */
record Run(int exit, String out, String err) {

  /** Standard output, which must be exactly one JSON document. */
  JsonNode document() {
    try {
      JsonNode document =
          Json.mapper()
              .readerFor(JsonNode.class)
              .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .readValue(out);
      if (!document.isObject()) {
        throw new AssertionError("no document on standard output: " + this);
      }
      return document;
    } catch (JsonProcessingException e) {
      throw new AssertionError("not one JSON document: " + this, e);
    }
  }
}
