package dev.freehold.targets.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs functions in one Node, which asks here for what a store has. */
final class FunctionRunner implements AutoCloseable {
  /** A function threw, took too long, or answered something that is no answer. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1;

    Failed(String why) {
      super(why);
    }
  }

  private final KeyValueStores stores;
  private final Path script;
  private final Process process;
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();

  FunctionRunner(KeyValueStores stores) {
    this.stores = stores;
    try (InputStream text = FunctionRunner.class.getResourceAsStream("functions.mjs")) {
      script = Files.createTempFile("functions", ".mjs");
      Files.write(script, Objects.requireNonNull(text).readAllBytes());
      process =
          new ProcessBuilder("node", script.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::read);
  }

  /**
   * @param origins ids that the function may choose
   * @return {@code result} and {@code origin}
   */
  JsonNode run(Functions.Code code, JsonNode event, String query, List<String> origins)
      throws Failed {
    int id = numbers.incrementAndGet();
    ObjectNode question = Json.mapper().createObjectNode().put("id", id);
    question
        .put("version", code.etag())
        .put("source", new String(code.source(), StandardCharsets.UTF_8));
    code.store().ifPresent(store -> question.put("store", store));
    question.set("event", event);
    question.put("raw", query);
    question.set("origins", Json.mapper().valueToTree(origins));
    var answer = new CompletableFuture<JsonNode>();
    waiting.put(id, answer);
    try {
      say(question);
      JsonNode said = answer.get(30, TimeUnit.SECONDS);
      if (said.has("error")) {
        throw new Failed(said.path("error").asText());
      }
      return said;
    } catch (TimeoutException | ExecutionException e) {
      throw new Failed("it does not end");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed("it was interrupted");
    } finally {
      waiting.remove(id);
    }
  }

  private void say(JsonNode line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (process) {
      try {
        process.getOutputStream().write(bytes);
        process.getOutputStream().flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode said = Json.read(line, JsonNode.class);
        if (said.has("ask")) {
          say(looked(said));
        } else {
          Optional.ofNullable(waiting.get(said.path("id").asInt()))
              .ifPresent(answer -> answer.complete(said));
        }
      }
    } catch (IOException e) {
      waiting.values().forEach(answer -> answer.completeExceptionally(e));
    }
  }

  private JsonNode looked(JsonNode ask) {
    ObjectNode answer = Json.mapper().createObjectNode().put("answer", ask.path("ask").asInt());
    try {
      return answer.put(
          "value", stores.read(ask.path("store").asText(), ask.path("key").asText()).orElse(null));
    } catch (IllegalStateException e) {
      return answer.put("failed", true);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
      Files.deleteIfExists(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
