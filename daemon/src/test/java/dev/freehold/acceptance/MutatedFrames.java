package dev.freehold.acceptance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Frames as they should not be, made from good ones; the same seed makes the same ones. */
final class MutatedFrames {
  private static final List<String> GOOD =
      List.of(
          "{\"hello\":{\"min\":1,\"max\":1}}",
          "{\"id\":\"m\",\"method\":\"GET\",\"path\":\"/v1/status\"}",
          "{\"id\":\"m\",\"method\":\"GET\",\"path\":\"/v1/apps?limit=10\"}",
          "{\"id\":\"m\",\"method\":\"POST\",\"path\":\"/v1/exports\",\"body\":{\"kind\":\"zip\",\"name\":\"a.zip\"}}",
          "{\"id\":\"m\",\"method\":\"PUT\",\"path\":\"/v1/exports/e/chunks?offset=0&sha256=00\",\"bytes\":\"AAECAwQF\"}",
          "{\"id\":\"m\",\"method\":\"POST\",\"path\":\"/v1/apps/shop/plans\",\"body\":{\"kind\":\"deploy\",\"n\":[1,-2.5e3,null,true,{\"a\":\"\\u00e9\"}]}}",
          "{\"id\":\"m\",\"subscribe\":{\"run\":\"r-1\",\"after\":3}}",
          "{\"id\":\"m\",\"unsubscribe\":true}");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1e999",
          "9".repeat(400),
          "0.1",
          "\"\"",
          "\"x\"",
          "[]",
          "{}",
          "[[1]]",
          "{\"min\":{}}",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"é😀\"",
          "\"../..\"");

  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  private static final List<String> SEGMENTS =
      List.of(
          "apps",
          "exports",
          "deployments",
          "events",
          "plans",
          "diff",
          "environments",
          "variables",
          "chunks",
          "complete",
          "status",
          "..",
          ".",
          "%2e%2e",
          "%2F",
          "%00",
          "%",
          "%zz",
          "%ff",
          "~",
          "a;b=c",
          "shop",
          "*",
          "-1",
          "x".repeat(300),
          "caf%C3%A9",
          "<script>",
          "\\\\",
          "{app}",
          "");

  private static final List<String> QUERIES =
      List.of(
          "",
          "",
          "?limit=-1",
          "?limit=x",
          "?after=9999999999999999999",
          "?before=%00",
          "?a=b&a=c",
          "?",
          "?=&=",
          "?offset=-5&sha256=zz",
          "?builder=lovable&project=%27",
          "?x=" + "y".repeat(3500));

  private final Random random;

  MutatedFrames(long seed) {
    this.random = new Random(seed);
  }

  /**
   * @param length what is said before the bytes
   */
  record Mutated(String how, int length, byte[] bytes) {
    /** Whether nothing after it can be read. */
    boolean destroysFraming() {
      return length != bytes.length;
    }
  }

  Mutated next() {
    if (random.nextInt(100) < 3) {
      return lie();
    }
    return switch (random.nextInt(11)) {
      case 0 -> honest("flipped bytes", flipped(good()));
      case 1 -> honest("cut off", Arrays.copyOf(good(), random.nextInt(good().length)));
      case 2 -> honest("inserted bytes", inserted(good(), noise(1 + random.nextInt(6))));
      case 3 -> honest("two glued together", concat(good(), good()));
      case 4 -> honest("nested", nested());
      case 5 -> honest("another value", text(valueReplaced()));
      case 6 -> honest("a field twice", text(fieldTwice()));
      case 7 -> honest("too large", Arrays.copyOf(good(), (1 << 20) + 1 + random.nextInt(1 << 19)));
      case 8 -> honest("noise", noise(random.nextInt(300)));
      default -> honest("an odd request", text(oddRequest()));
    };
  }

  private Mutated lie() {
    byte[] bytes = good();
    return switch (random.nextInt(4)) {
      case 0 -> new Mutated("length too large", bytes.length + 1 + random.nextInt(1 << 25), bytes);
      case 1 -> new Mutated("length too small", random.nextInt(bytes.length), bytes);
      case 2 -> new Mutated("length negative", -1 - random.nextInt(1 << 30), bytes);
      default -> new Mutated("length absurd", (64 << 20) + 1 + random.nextInt(1 << 30), bytes);
    };
  }

  private static Mutated honest(String how, byte[] bytes) {
    return new Mutated(how, bytes.length, bytes);
  }

  private byte[] good() {
    return text(one(GOOD));
  }

  private byte[] flipped(byte[] frame) {
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
    }
    return frame;
  }

  private byte[] inserted(byte[] frame, byte[] noise) {
    int at = random.nextInt(frame.length);
    var all = new ByteArrayOutputStream();
    all.write(frame, 0, at);
    all.writeBytes(noise);
    all.write(frame, at, frame.length - at);
    return all.toByteArray();
  }

  private byte[] nested() {
    boolean list = random.nextBoolean();
    int depth = 1 << random.nextInt(17);
    String opening = (list ? "[" : "{\"a\":").repeat(depth);
    String closing = random.nextBoolean() ? "1" + (list ? "]" : "}").repeat(depth) : "";
    return text(
        "{\"id\":\"m\",\"method\":\"PUT\",\"path\":\"/v1/x\",\"body\":" + opening + closing + "}");
  }

  /** The value after one of the colons gives way. */
  private String valueReplaced() {
    String frame = one(GOOD);
    String[] parts = frame.split("(?<=\":)", -1);
    int changed = 1 + random.nextInt(parts.length - 1);
    int end = parts[changed].indexOf(',');
    parts[changed] = one(VALUES) + (end < 0 ? "}" : parts[changed].substring(end));
    return String.join("", parts);
  }

  private String fieldTwice() {
    String frame = one(GOOD);
    String first = frame.substring(1, frame.indexOf(':'));
    return "{" + first + ":" + one(VALUES) + "," + frame.substring(1);
  }

  private String oddRequest() {
    var path = new StringBuilder("/v1");
    for (int i = random.nextInt(5); i >= 0; i--) {
      path.append('/').append(one(SEGMENTS));
    }
    path.append(one(QUERIES));
    String method = one(METHODS);
    String payload =
        switch (method.equals("GET") ? 9 : random.nextInt(4)) {
          case 0 -> ",\"bytes\":\"" + (random.nextBoolean() ? "AAAA" : "????") + "\"";
          case 1 -> ",\"body\":" + one(VALUES);
          case 2 ->
              ",\"body\":{\"name\":%s,\"kind\":%s,\"planHash\":%s,\"nonce\":%s}"
                  .formatted(one(VALUES), one(VALUES), one(VALUES), one(VALUES));
          default -> "";
        };
    return "{\"id\":\"m\",\"method\":\"" + method + "\",\"path\":\"" + path + "\"" + payload + "}";
  }

  private byte[] noise(int length) {
    var noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
