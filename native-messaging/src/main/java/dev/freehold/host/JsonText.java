package dev.freehold.host;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** JSON as text: checked, and handed on as it came instead of being read and written anew. */
final class JsonText {
  static final int DEEPEST = 64;

  static final JsonFactory STRICT =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build();

  private JsonText() {}

  /** Text in which every byte counts: what is not UTF-8 is an error and never replaced. */
  static Optional<String> decode(byte[] utf8) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Exactly one value, whatever it is. */
  static boolean isValue(String text) {
    try (JsonParser parser = STRICT.createParser(text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      parser.finishToken();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  /** The decoded text of a string that was checked. */
  static String string(String json) {
    try (JsonParser parser = STRICT.createParser(json)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Refusal invalid(IOException cause) {
    if (cause instanceof StreamConstraintsException) {
      return new Refusal(
          "host.json-limits",
          "The frame goes beyond a limit: it is nested deeper than "
              + DEEPEST
              + " levels, or has a number or a name that is far too long.",
          "Send a simpler object.");
    }
    return notAnObject();
  }

  static Refusal notAnObject() {
    return new Refusal(
        "host.json-invalid",
        "The frame is not one JSON object, or has a field twice.",
        "Send one JSON object in UTF-8.");
  }
}
