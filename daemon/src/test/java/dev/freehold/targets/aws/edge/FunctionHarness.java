package dev.freehold.targets.aws.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Runs published functions in one process of Node, with a store that a test fills. */
final class FunctionHarness implements AutoCloseable {
  private static final String PROGRAM =
      """
      const loaded = [];
      const lines = require('node:readline').createInterface({ input: process.stdin });
      function load(source) {
        const first = "import cf from 'cloudfront';";
        if (!source.startsWith(first)) throw Error('does not begin with the import');
        const known = { store: {}, asked: 0, failsEvery: 0 };
        const cf = {
          kvs: () => ({
            get: async (key) => {
              known.asked++;
              if (known.failsEvery && known.asked % known.failsEvery === 0) throw Error('slow down');
              if (!(key in known.store)) throw Error('KeyNotFound');
              return known.store[key];
            },
          }),
          updateRequestOrigin: (origin) => {
            if (origin.domainName === 'refused') throw Error('no such origin');
            known.origin = origin;
          },
          selectRequestOriginById: (id) => (known.origin = { id }),
        };
        known.handler = Function('cf', '"use strict";' + source.slice(first.length) + ';return handler')(cf);
        return known;
      }
      async function answer({ source, id, store, failsEvery, event, rawQuery }) {
        if (source) return { id: loaded.push(load(source)) - 1 };
        const known = loaded[id];
        known.store = store;
        known.failsEvery = failsEvery;
        known.origin = undefined;
        Object.defineProperty(event.request, 'rawQueryString', { value: () => rawQuery });
        const result = await known.handler(event);
        return { result, origin: known.origin, asked: known.asked };
      }
      (async () => {
        for await (const line of lines) {
          let said;
          try {
            said = await answer(JSON.parse(line));
          } catch (e) {
            said = { thrown: String(e.stack) };
          }
          process.stdout.write(JSON.stringify(said) + '\\n');
        }
      })();
      """;

  private final Process process;
  private final Writer in;
  private final BufferedReader out;

  FunctionHarness() throws IOException {
    process =
        new ProcessBuilder("node", "-e", PROGRAM)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    in = process.outputWriter(StandardCharsets.UTF_8);
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Returns its number. */
  int publish(String source) throws IOException {
    return ask(Json.mapper().createObjectNode().put("source", source)).get("id").asInt();
  }

  /**
   * @param question what {@code answer} above takes
   */
  JsonNode ask(ObjectNode question) throws IOException {
    in.write(Json.write(question) + "\n");
    in.flush();
    String line = out.readLine();
    if (line == null) {
      throw new IOException("Node ended");
    }
    JsonNode said = Json.mapper().readTree(line);
    if (said.has("thrown")) {
      throw new AssertionError("the function threw: " + said.get("thrown").asText());
    }
    return said;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }
}
