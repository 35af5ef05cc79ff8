package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.Units;
import dev.freehold.cli.client.ApiClient;
import dev.freehold.cli.client.Upload;
import dev.freehold.cli.output.Progress;
import dev.freehold.file.LeftOut;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Brings the sources into the daemon as an export. */
final class Sending {
  private final ApiClient api;
  private final FolderPacker packer;
  private final Progress progress;

  Sending(ApiClient api, FolderPacker packer, Progress progress) {
    this.api = api;
    this.packer = packer;
    this.progress = progress;
  }

  /**
   * @return the complete export with its receipt
   */
  JsonNode send(Source source) {
    ObjectNode asked = Json.mapper().createObjectNode();
    asked.put("name", source.name()).put("kind", source.kind());
    source.url().ifPresent(url -> asked.put("url", url));
    progress.begin(source.url().isPresent() ? "fetch " + source.name() : "send " + source.name());
    long begun = System.nanoTime();
    String id = api.post("/v1/exports", asked).path("id").asText();
    var complete = Json.mapper().createObjectNode();
    ArrayNode leftOut = complete.putArray("leftOut");
    if (source.path().isPresent()) {
      for (LeftOut skipped : upload(source, source.path().get(), id)) {
        leftOut.addObject().put("path", skipped.path()).put("reason", skipped.reason());
      }
    }
    JsonNode export = api.post("/v1/exports/" + id + "/complete", complete);
    JsonNode receipt = export.path("receipt");
    progress.done(
        source.url().isPresent() ? "fetch" : "send",
        Units.count(receipt.path("files").asLong(), "file")
            + ", "
            + Units.bytes(receipt.path("bytes").asLong())
            + ", "
            + Units.millis((System.nanoTime() - begun) / 1_000_000));
    for (JsonNode left : receipt.path("leftOut")) {
      progress.say(
          "  left out " + left.path("path").asText() + ": " + left.path("reason").asText());
    }
    return export;
  }

  private List<LeftOut> upload(Source source, Path path, String id) {
    try (OutputStream out = new Upload(api, id, sent -> progress.detail(Units.bytes(sent)))) {
      if (source.kind().equals("folder")) {
        return packer.pack(path, out);
      }
      Files.copy(path, out);
      return List.of();
    } catch (IOException e) {
      throw MachineError.io("Reading " + path, e);
    }
  }
}
