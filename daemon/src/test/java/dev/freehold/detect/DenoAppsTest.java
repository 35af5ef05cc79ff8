package dev.freehold.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freehold.app.Overrides;
import dev.freehold.base.UserError;
import dev.freehold.detect.Detection.Conclusion;
import dev.freehold.detect.Detection.DefaultValue;
import dev.freehold.detect.Detection.Deno;
import dev.freehold.detect.Detection.Framework;
import dev.freehold.detect.Detection.Part;
import dev.freehold.detect.Detection.VariableUse;
import dev.freehold.detect.Serving.Service;
import dev.freehold.file.MemoryTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers for Deno, and what is said of those that can't be run. */
class DenoAppsTest {
  private static final String SERVE = "Deno.serve(() => new Response('hi'));\n";

  private static final List<String> EXACTLY =
      List.of(
          "--no-prompt",
          "--cached-only",
          "--frozen",
          "--lock=.deno/deno.lock",
          "--node-modules-dir=none",
          "--vendor=false");

  private static Detection detect(MemoryTree tree) {
    return new Detector().detect(tree, Overrides.NONE);
  }

  private static MemoryTree started(String task) {
    return MemoryTree.of(
        "deno.json", "{\"tasks\": {\"start\": \"" + task + "\"}}", "main.ts", SERVE);
  }

  /** Of the command, what is not the same for all. */
  private static String said(MemoryTree tree) {
    List<String> command = detect(tree).serving().services().getFirst().command();
    assertThat(command).first().isEqualTo("deno");
    assertThat(command.subList(2, 8)).isEqualTo(EXACTLY);
    return command.get(1) + " " + String.join(" ", command.subList(8, command.size()));
  }

  private static String refusal(MemoryTree tree) {
    UserError refused = catchThrowableOfType(UserError.class, () -> detect(tree));
    assertThat(refused.code()).isEqualTo("detect.deno");
    return refused.getMessage();
  }

  @Test
  void aServerRunsFromItsSourcesAndWhatWasBrought() {
    Detection app =
        detect(started("deno run -A main.ts").with("deno.lock", "{}").with("public/a.css", ""));
    assertThat(app.framework()).isEqualTo(Framework.DENO_SERVER);
    assertThat(app.deno()).contains(new Deno("", "main.ts", List.of(), Optional.of("deno.lock")));
    assertThat(app.parts()).containsExactly(new Part("", ""));
    assertThat(app.install()).isEmpty();
    assertThat(app.serving().publicFolder()).isEqualTo("freehold-public");
    Service service = app.serving().services().getFirst();
    assertThat(service.prefix()).isEqualTo("/");
    assertThat(service.environment())
        .isEqualTo(Map.of("DENO_DIR", ".deno", "DENO_NO_UPDATE_CHECK", "1"));
    assertThat(app.conclusions())
        .contains(
            new Conclusion(
                "framework",
                "a Deno server, deno run main.ts",
                "the task start is deno run -A main.ts"),
            new Conclusion("permissions", "-A", "its own command says so"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deno run main.ts | run --allow-net --allow-env --allow-read main.ts",
        "deno run -RN --allow-env=A,B ./main.ts | run -RN --allow-env=A,B main.ts",
        "deno run --allow-net=:8000 main.ts a b | run --allow-net=:8000,127.0.0.1:{port} main.ts a"
            + " b",
        "PORT=3000 deno run -A --watch=x --env-file --frozen -q main.ts | run -A main.ts",
        "deno run -A -c deno.json --import-map=i.json main.ts | run -A --config=deno.json"
            + " --import-map=i.json main.ts",
        "deno serve --port 3000 -R main.ts | serve --host=127.0.0.1 --port={port} -R main.ts",
        "deno run --unstable-kv -A main.ts | run -A --unstable-kv main.ts",
      })
  void theTaskSaysHowItIsStarted(String task, String command) {
    assertThat(said(started(task))).isEqualTo(command);
  }

  @Test
  void aTaskMayNameAnotherAndBeAnObject() {
    String settings =
        """
        { // what runs
          "tasks": {
            "start": {"description": "runs it", "command": "deno task serve"},
            "serve": "GREETING=hi deno run -A main.ts",
          },
        }
        """;
    MemoryTree tree = MemoryTree.of("deno.jsonc", settings, "main.ts", SERVE);
    assertThat(said(tree)).isEqualTo("run -A main.ts");
    assertThat(detect(tree).serving().services().getFirst().environment())
        .containsEntry("GREETING", "hi");
  }

  @Test
  void withoutATaskTheFileThatServesIsRun() {
    MemoryTree tree = MemoryTree.of("other.ts", SERVE, "src/server.ts", SERVE, "deno.json", "{}");
    assertThat(said(tree)).isEqualTo("run --allow-net --allow-env --allow-read src/server.ts");
    assertThat(said(MemoryTree.of("hello.js", SERVE))).endsWith(" hello.js");
    assertThat(refusal(MemoryTree.of("a.ts", SERVE, "b.ts", SERVE)))
        .contains("more than one file calls Deno.serve: a.ts, b.ts");
  }

  @Test
  void besideAPageOnlyAUsualNameMakesAServer() {
    MemoryTree page = MemoryTree.of("index.html", "<h1>hi</h1>", "functions/hello.ts", SERVE);
    Detection plain = detect(page);
    assertThat(plain.framework()).isEqualTo(Framework.PLAIN_HTML);
    assertThat(plain.deno()).isEmpty();
    assertThat(detect(page.with("functions/bye.ts", SERVE)).framework())
        .isEqualTo(Framework.PLAIN_HTML);
    assertThat(said(page.with("server.ts", SERVE))).endsWith(" server.ts");
    assertThat(
            said(
                page.with(
                    "deno.json", "{\"tasks\": {\"start\": \"deno run -A functions/hello.ts\"}}")))
        .isEqualTo("run -A functions/hello.ts");
  }

  @Test
  void aPackageJsonMayStartItToo() {
    MemoryTree tree =
        MemoryTree.of(
            "package.json",
            "{\"scripts\": {\"start\": \"deno run -A main.ts\"},"
                + " \"dependencies\": {\"express\": \"5\"}}",
            "main.ts",
            "import express from 'express';");
    assertThat(said(tree)).isEqualTo("run -A main.ts");
  }

  @Test
  void theOwnersWordWins() {
    Detection app =
        new Detector()
            .detect(
                MemoryTree.of("a.ts", SERVE, "b.ts", SERVE),
                new Overrides(Map.of("start", "deno run -N b.ts")));
    assertThat(app.deno().map(Deno::entry)).contains("b.ts");
    assertThat(app.serving().services().getFirst().command()).endsWith("-N", "b.ts");
  }

  @Test
  void anotherLockFileIsTheOneThatCounts() {
    MemoryTree tree =
        started("deno run main.ts")
            .with("deno.json", "{\"lock\": {\"path\": \"locks/a.lock\"}}")
            .with("locks/a.lock", "{}");
    assertThat(detect(tree).deno().flatMap(Deno::lockFile)).contains("locks/a.lock");
    assertThat(detect(started("deno run main.ts")).deno().flatMap(Deno::lockFile)).isEmpty();
  }

  @Test
  void variablesAreReadInBothWays() {
    String code =
        """
        const url = Deno.env.get("DATABASE_URL")!;
        const key = Deno.env.get('API_KEY');
        const greeting = Deno.env.get("GREETING") ?? "hi";
        const token = process.env.HOOK_TOKEN;
        connect(url, key, token);
        Deno.serve({port: Number(Deno.env.get("PORT"))}, () => new Response(greeting));
        """;
    assertThat(detect(MemoryTree.of("main.ts", code)).serverVariables())
        .containsExactly(
            new VariableUse("API_KEY", "main.ts", 2, true),
            new VariableUse("DATABASE_URL", "main.ts", 1, true),
            new VariableUse("HOOK_TOKEN", "main.ts", 4, true));
  }

  @Test
  void itGetsTheValuesThatCameWithIt() {
    String env =
        """
        GREETING=hi
        API_TOKEN='pa$word'
        DATABASE_URL="postgres://$DATABASE_HOST/app"
        DATABASE_HOST=db.example.org
        MODE=test
        DENO_DIR=/nowhere
        """;
    Detection app =
        detect(
            started("MODE=live deno run -A main.ts")
                .with(".env", env)
                .with(".env.production", "GREETING=hello")
                .with(".env.local", "GREETING=mine"));
    assertThat(app.defaults())
        .containsExactly(
            new DefaultValue("API_TOKEN", "pa$word", ".env"),
            new DefaultValue("DATABASE_HOST", "db.example.org", ".env"),
            new DefaultValue("DATABASE_URL", "postgres://db.example.org/app", ".env"),
            new DefaultValue("GREETING", "hello", ".env.production"));
    assertThat(app.variables()).isEmpty();
    assertThat(app.conclusions())
        .contains(
            new Conclusion(
                "variables' values",
                "4 from the export",
                ".env, .env.production came with the app; values set with freehold var set win"),
            new Conclusion(
                "variables' values",
                ".env.local is not read",
                "it belongs to one machine and was not meant to be deployed"))
        .noneMatch(conclusion -> conclusion.subject().equals("variables"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deno run -A gone.ts | runs gone.ts, which is not among the files",
        "deno run -A npm:vite | runs npm:vite, which is not among the files",
        "deno run -A main.ts > log | does more than run a file",
        "deno task build && deno run -A main.ts | does more than run a file",
        "deno task gone | names a task that is not in deno.json",
        "vite | runs no file with deno run or deno serve",
        "deno run --cert=a.pem main.ts | has the flag --cert=a.pem",
      })
  void whatCannotBeRunIsRefusedWithItsReason(String task, String why) {
    assertThat(refusal(started(task))).contains(why);
  }

  @Test
  void aTaskThatNeedsOthersFirstIsRefused() {
    MemoryTree bundled =
        MemoryTree.of(
            "deno.json",
            """
            {"tasks": {
              "bundle": "deno bundle -o app.js main.ts",
              "start": {"command": "deno run -A main.ts", "dependencies": ["bundle"]},
              "again": "deno task start"}}
            """,
            "main.ts",
            SERVE);
    assertThat(refusal(bundled))
        .contains("the task start has dependencies (bundle), tasks that would have to run before");
    var detector = new Detector();
    UserError named =
        catchThrowableOfType(
            UserError.class,
            () -> detector.detect(bundled, new Overrides(Map.of("start", "deno task again"))));
    assertThat(named).hasMessageContaining("the task start has dependencies (bundle)");
    assertThat(
            refusal(
                started("x")
                    .with("deno.json", "{\"tasks\": {\"start\": {\"dependencies\": [\"a\"]}}}")))
        .contains("the task start has dependencies (a)");
  }

  @Test
  void whatHasToBeBuiltFirstIsRefusedUntilTheOwnerSaysTheStart() {
    MemoryTree fresh =
        MemoryTree.of(
            "deno.json",
            "{\"tasks\": {\"build\": \"vite build\", \"start\": \"deno serve -A main.ts\"}}",
            "main.ts",
            "export default app;");
    UserError refused = catchThrowableOfType(UserError.class, () -> detect(fresh));
    assertThat(refused.code()).isEqualTo("detect.deno");
    assertThat(refused)
        .hasMessageContaining(
            "the task build (vite build) makes something first, and Freehold runs no builds");
    String start = "deno serve -A main.ts";
    assertThat(refused.remedy()).contains("freehold app set start=\"" + start + "\"");
    Detection said = new Detector().detect(fresh, new Overrides(Map.of("start", start)));
    assertThat(said.framework()).isEqualTo(Framework.DENO_SERVER);
    assertThat(said.deno().map(Deno::entry)).contains("main.ts");
  }

  @Test
  void aBuildCountsForAFileThatServesAsForATask() {
    MemoryTree built =
        MemoryTree.of("deno.json", "{\"tasks\": {\"build\": \"vite build\"}}", "main.ts", SERVE);
    assertThat(refusal(built)).contains("the task build (vite build) makes something first");
    MemoryTree script =
        MemoryTree.of(
            "package.json",
            "{\"scripts\": {\"build\": \"tsc\", \"start\": \"deno run -A main.ts\"}}",
            "main.ts",
            SERVE);
    assertThat(refusal(script)).contains("the build script (tsc) makes something first");
    MemoryTree compiled =
        MemoryTree.of(
            "deno.json",
            "{\"tasks\": {\"build\": \"deno compile main.ts\", \"start\": \"deno run main.ts\"}}",
            "main.ts",
            SERVE);
    assertThat(detect(compiled).framework()).isEqualTo(Framework.DENO_SERVER);
  }
}
