package dev.freehold.api;

import dev.freehold.base.Sha256;
import dev.freehold.file.FileRecord;
import dev.freehold.file.Folders;
import dev.freehold.file.Home;
import dev.freehold.file.LeftOut;
import dev.freehold.git.FetchedSource;
import dev.freehold.git.GitSource;
import dev.freehold.intake.Export;
import dev.freehold.intake.Exports;
import dev.freehold.intake.Kind;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Bringing an export in: begun, sent in chunks, completed with a receipt. */
public final class ExportRoutes {
  private static final int FILES_PER_PAGE = 500;
  private static final int MOST_FILES_PER_PAGE = 1000;

  private final Exports exports;
  private final GitSource git;
  private final Home home;

  public ExportRoutes(Exports exports, GitSource git, Home home) {
    this.exports = exports;
    this.git = git;
    this.home = home;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.POST, "/v1/exports", this::begin),
        new Route(HandlerType.PUT, "/v1/exports/{export}/chunks", Route.Body.CHUNK, this::append),
        new Route(HandlerType.POST, "/v1/exports/{export}/complete", this::complete),
        new Route(HandlerType.GET, "/v1/exports/{export}", ctx -> ctx.json(export(ctx))),
        new Route(HandlerType.GET, "/v1/exports/{export}/files", this::files));
  }

  private void begin(Context ctx) throws IOException {
    Begin begin = JsonBody.read(ctx, Begin.class);
    Kind kind = Kind.of(begin.kind());
    Export export = exports.begin(begin.name(), kind);
    if (kind == Kind.GIT) {
      if (begin.url() == null) {
        throw JsonBody.fieldInvalid("url", "is needed for an export from git");
      }
      fetch(export.id(), begin.url(), Optional.ofNullable(begin.branch()));
    }
    ctx.status(201).json(exports.find(export.id()));
  }

  private void fetch(String export, String url, Optional<String> branch) throws IOException {
    Path folder = Files.createTempDirectory(Files.createDirectories(home.work()), "fetch");
    try (FetchedSource source = git.fetch(url, branch, folder)) {
      exports.completeFrom(export, source.files());
    } finally {
      Folders.delete(folder);
    }
  }

  private void append(Context ctx) {
    long offset =
        QueryParameters.number(ctx, "offset")
            .orElseThrow(() -> JsonBody.fieldInvalid("offset", "is needed"));
    String sha256 = QueryParameters.text(ctx, "sha256").orElse("");
    if (!Sha256.isValid(sha256)) {
      throw JsonBody.fieldInvalid("sha256", "is not a SHA-256 in hex");
    }
    ctx.json(
        exports.append(ctx.pathParam("export"), offset, new Sha256(sha256), ctx.bodyAsBytes()));
  }

  private void complete(Context ctx) {
    Complete complete = JsonBody.read(ctx, Complete.class);
    exports.complete(
        ctx.pathParam("export"), complete.leftOut() == null ? List.of() : complete.leftOut());
    ctx.json(export(ctx));
  }

  private void files(Context ctx) {
    int limit = QueryParameters.limit(ctx, FILES_PER_PAGE, MOST_FILES_PER_PAGE);
    List<FileRecord> page =
        exports.files(
            ctx.pathParam("export"), QueryParameters.text(ctx, "after").orElse(""), limit + 1);
    boolean more = page.size() > limit;
    List<FileRecord> shown = more ? page.subList(0, limit) : page;
    ctx.json(new FilePage(shown, more ? Optional.of(shown.getLast().path()) : Optional.empty()));
  }

  private Export export(Context ctx) {
    return exports.find(ctx.pathParam("export"));
  }

  /**
   * @param url of an export from git
   * @param branch of an export from git; null for the repository's default branch
   */
  record Begin(String name, String kind, @Nullable String url, @Nullable String branch) {}

  /**
   * @param leftOut what the sender did not send, for the receipt
   */
  record Complete(@Nullable List<LeftOut> leftOut) {}

  /**
   * @param next path to ask for the page behind; empty when this is the last one
   */
  record FilePage(List<FileRecord> files, Optional<String> next) {}
}
