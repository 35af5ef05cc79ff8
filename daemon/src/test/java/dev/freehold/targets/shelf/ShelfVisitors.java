package dev.freehold.targets.shelf;

import com.sun.net.httpserver.HttpExchange;
import dev.freehold.targets.site.ContentTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What visitors of a shelf's sites see. {@code production.shop.books.localhost} is live, {@code
 * v3-abc.production.shop.books.localhost} is staged, and names of owners lead to what is live.
 */
final class ShelfVisitors {
  private static final String SUFFIX = ".localhost";

  private final ShelfFolder folder;

  ShelfVisitors(ShelfFolder folder) {
    this.folder = folder;
  }

  private record Answer(int status, String type, byte[] body, Optional<String> location) {
    static Answer plain(int status, String text) {
      return new Answer(
          status,
          "text/plain; charset=utf-8",
          text.getBytes(StandardCharsets.UTF_8),
          Optional.empty());
    }

    static Answer file(String path, byte[] body) {
      return new Answer(200, ContentTypes.of(path), body, Optional.empty());
    }
  }

  void answer(String host, HttpExchange exchange) throws IOException {
    Answer answer;
    try {
      answer = find(host, exchange);
    } catch (ShelfRefusal refusal) {
      answer = Answer.plain(refusal.status(), String.valueOf(refusal.getMessage()));
    }
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    answer.location().ifPresent(to -> exchange.getResponseHeaders().set("Location", to));
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    boolean empty = isHead || answer.body().length == 0;
    exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
    if (!empty) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  private Answer find(String host, HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceFirst("^/", "");
    Optional<ShelfFolder.Owner> owner = folder.owner(host);
    if (owner.isPresent()) {
      return live(owner.get().room(), owner.get().site(), host, path, exchange);
    }
    List<String> labels =
        host.endsWith(SUFFIX)
            ? List.of(host.substring(0, host.length() - SUFFIX.length()).split("\\.", -1))
            : List.of();
    return switch (labels.size()) {
      case 3 -> live(labels.get(2), labels.get(0) + "." + labels.get(1), host, path, exchange);
      case 4 -> staged(labels, path, exchange);
      default -> Answer.plain(404, "nobody has this name here");
    };
  }

  private Answer live(String room, String site, String host, String path, HttpExchange exchange)
      throws IOException {
    ShelfApi.Live live =
        folder.live(room, site).orElseThrow(() -> new ShelfRefusal(404, "nothing is live here"));
    String elsewhere = live.redirects().get(host);
    if (elsewhere != null) {
      String port = ":" + exchange.getLocalAddress().getPort();
      return new Answer(
          308,
          "text/plain",
          new byte[0],
          Optional.of("http://" + elsewhere + port + exchange.getRequestURI()));
    }
    ShelfApi.Release release = folder.release(room, site, live.release());
    Optional<Answer> found =
        text(live.texts().get(path), path).or(() -> file(room, site, release, path, false));
    for (String before : live.before()) {
      if (found.isEmpty()) {
        found = file(room, site, folder.release(room, site, before), path, true);
      }
    }
    return found.orElseGet(() -> fallback(room, site, release, path));
  }

  private Answer staged(List<String> labels, String path, HttpExchange exchange)
      throws IOException {
    String room = labels.get(3);
    String site = labels.get(1) + "." + labels.get(2);
    String pass = folder.site(room, site).pass();
    if (!pass.equals(exchange.getRequestHeaders().getFirst(ShelfServer.PASS))) {
      return Answer.plain(403, "this is not for everybody yet");
    }
    ShelfApi.Release release = folder.release(room, site, labels.get(0));
    return text(release.texts().get(path), path)
        .or(() -> file(room, site, release, path, false))
        .orElseGet(() -> fallback(room, site, release, path));
  }

  private static Optional<Answer> text(@Nullable String text, String path) {
    return Optional.ofNullable(text)
        .map(there -> Answer.file(path, there.getBytes(StandardCharsets.UTF_8)));
  }

  /** The file itself, a folder's page, or the page whose address leaves out its ending. */
  private Optional<Answer> file(
      String room, String site, ShelfApi.Release release, String path, boolean old) {
    String document = path.isEmpty() || path.endsWith("/") ? path + "index.html" : path;
    return Stream.of(document, path + ".html")
        .flatMap(name -> answer(room, site, release, name, old).stream())
        .findFirst();
  }

  private Optional<Answer> answer(
      String room, String site, ShelfApi.Release release, String name, boolean old) {
    return Optional.ofNullable(release.files().get(name))
        .filter(file -> !old || file.outlives())
        .map(file -> Answer.file(name, bytes(room, site, file)));
  }

  private Answer fallback(String room, String site, ShelfApi.Release release, String path) {
    boolean isPage = !path.substring(path.lastIndexOf('/') + 1).contains(".");
    return release
        .fallback()
        .filter(_ -> isPage)
        .flatMap(page -> answer(room, site, release, page, false))
        .orElseGet(() -> Answer.plain(404, "not here"));
  }

  private byte[] bytes(String room, String site, ShelfApi.File file) {
    try {
      return folder.bytes(room, site, file.blob());
    } catch (IOException e) {
      throw new IllegalStateException("the shelf lost " + file.blob(), e);
    }
  }
}
