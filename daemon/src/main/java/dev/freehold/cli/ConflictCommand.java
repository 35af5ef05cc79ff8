package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.cli.client.ApiClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Files that the builder's export and main both changed. */
final class ConflictCommand {
  private ConflictCommand() {}

  /** What both have in common. */
  abstract static class OfApp implements Callable<Integer> {
    final Session session;

    @Mixin AppChoice app = new AppChoice();
    @Mixin JsonChoice json = new JsonChoice();

    OfApp(Session session) {
      this.session = session;
    }

    abstract void call(String slug, String path);

    @Override
    public Integer call() {
      String slug = app.resolve(session);
      call(slug, "/v1/apps/" + ApiClient.encode(slug) + "/conflicts");
      return ExitCode.DONE.number();
    }

    void show(JsonNode document, String text) {
      if (json.on) {
        session.print(document);
      } else {
        session.terminal().print(text);
      }
    }

    /** All pages as one. */
    JsonNode whole(String path) {
      var first = (ObjectNode) session.api().get(path);
      ArrayNode files = first.withArray("files");
      JsonNode next = first.path("next");
      while (next.isTextual()) {
        JsonNode page = session.api().get(path + "?after=" + ApiClient.encode(next.asText()));
        page.path("files").forEach(files::add);
        next = page.path("next");
      }
      first.remove("next");
      return first;
    }
  }

  /** {@code git conflicts}. */
  @Command(
      description = {
        "Show the files that the builder's export and main both changed.",
        "Such an export is on the branch builder; main stays as it was until this is settled."
      })
  static final class Show extends OfApp {
    @Option(
        names = "--show",
        paramLabel = "PATH",
        description = "Both sides of one file, place by place.")
    String file = "";

    Show(Session session) {
      super(session);
    }

    @Override
    void call(String slug, String path) {
      var text = new ConflictText(session.paint());
      if (file.isEmpty()) {
        JsonNode conflicts = whole(path);
        show(conflicts, text.files(conflicts));
      } else {
        JsonNode view = session.api().get(path + "/file?path=" + ApiClient.encode(file));
        show(view, text.file(view));
      }
    }
  }

  /** {@code git settle}. */
  @Command(
      description = {
        "Settle them: merge the builder's export into main.",
        "Where both changed something, the side that you choose is taken; all that only one of"
            + " them changed is kept. Then deploy again."
      })
  static final class Settle extends OfApp {
    private static final List<String> SIDES = List.of("builder", "main");

    @Option(
        names = "--all",
        paramLabel = "SIDE",
        description = "builder or main, for all files that are not named.")
    String all = "";

    @Option(
        names = "--builder",
        paramLabel = "PATH",
        description = "Take the builder's side of this file; as often as needed.")
    List<String> builder = new ArrayList<>();

    @Option(
        names = "--main",
        paramLabel = "PATH",
        description = "Take main's side of this file; as often as needed.")
    List<String> main = new ArrayList<>();

    @Option(
        names = "--own",
        paramLabel = "PATH",
        description = "As --main, and no export changes this file any more.")
    List<String> own = new ArrayList<>();

    Settle(Session session) {
      super(session);
    }

    @Override
    void call(String slug, String path) {
      Map<String, String> take = named(slug);
      JsonNode conflicts = whole(path);
      if (!all.isEmpty()) {
        conflicts.path("files").forEach(f -> take.putIfAbsent(f.path("path").asText(), all));
      }
      JsonNode settled = session.api().post(path + "/solution", solution(conflicts, take));
      show(settled, new ConflictText(session.paint()).settled(slug, settled, own));
    }

    private Map<String, String> named(String slug) {
      if (all.isEmpty() && builder.isEmpty() && main.isEmpty() && own.isEmpty()) {
        throw Failure.misused(
            "It is not said which side to take.",
            "See the files with: freehold git conflicts --app "
                + slug
                + ". Then give --builder PATH or --main PATH for each, or --all builder or --all"
                + " main.");
      }
      if (!all.isEmpty() && !SIDES.contains(all)) {
        throw Failure.misused(
            "--all takes builder or main, not '" + all + "'.", "Give one of the two.");
      }
      var take = new LinkedHashMap<String, String>();
      builder.forEach(path -> take.put(path, "builder"));
      for (List<String> mine : List.of(main, own)) {
        for (String path : mine) {
          if (builder.contains(path)) {
            throw Failure.misused(
                "Both sides are to be taken of " + path + ".",
                "Give it once: after --builder, or after --main or --own.");
          }
          take.put(path, "main");
        }
      }
      return take;
    }

    private ObjectNode solution(JsonNode conflicts, Map<String, String> take) {
      ObjectNode body = Json.mapper().createObjectNode();
      body.put("main", conflicts.path("main").asText(""));
      body.put("builder", conflicts.path("builder").asText(""));
      ObjectNode sides = body.putObject("take");
      take.forEach(sides::put);
      ArrayNode owned = body.putArray("own");
      own.forEach(owned::add);
      return body;
    }
  }
}
