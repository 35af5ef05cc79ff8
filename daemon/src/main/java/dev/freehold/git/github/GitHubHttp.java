package dev.freehold.git.github;

import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import dev.freehold.credential.Secret;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends calls with the token, and never to another server than that of the API. */
final class GitHubHttp implements AutoCloseable {
  static final String USER_AGENT = "freehold";

  /** Of docs.github.com/rest/about-the-rest-api/api-versions; Enterprise Server knows it too. */
  private static final String VERSION = "2022-11-28";

  private static final int MOST_REDIRECTS = 3;
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 20;

  private final Server server;
  private final Supplier<Secret> token;
  private final Transport transport;

  GitHubHttp(Server server, Supplier<Secret> token, Timing timing) {
    this.server = server;
    this.token = token;
    this.transport = new Transport(timing);
  }

  Server server() {
    return server;
  }

  Secret token() {
    return token.get();
  }

  /**
   * @throws ProviderError as {@link Transport#send}, and {@code github.unreadable}
   * @throws UserError {@code github.token-refused}, {@code github.sso-required}
   */
  Reply send(Call call) {
    URI address = URI.create(server.api() + call.pathAndQuery());
    for (int redirects = 0; ; redirects++) {
      HttpResponse<String> answer = transport.send(call.doing(), request(call, address));
      Optional<URI> moved = moved(call, answer, address);
      if (moved.isEmpty()) {
        return reply(call, answer);
      }
      if (redirects == MOST_REDIRECTS) {
        throw unreadable(call, answer, "it sends from one address to the next");
      }
      address = moved.get();
    }
  }

  /**
   * What is listed on one page after the other, at most 2,000.
   *
   * @throws UserError as {@link Reply#require}
   */
  List<Shape> pages(Reply first) {
    var all = new ArrayList<>(first.require().elements());
    Reply reply = first;
    for (int page = 2; reply.hasNext() && page <= MOST_PAGES; page++) {
      reply = send(first.call().with("page", String.valueOf(page)));
      all.addAll(reply.require().elements());
    }
    return all;
  }

  /** The first of {@link #pages}. */
  Reply list(Call call) {
    return send(call.with("per_page", String.valueOf(PAGE)));
  }

  private HttpRequest.Builder request(Call call, URI address) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + token.get().reveal())
            .header("Accept", "application/vnd.github+json")
            .header("X-GitHub-Api-Version", VERSION)
            .header("User-Agent", USER_AGENT);
    call.body().ifPresent(_ -> request.header("Content-Type", "application/json"));
    return request.method(
        call.method(), call.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
  }

  /** Of what was renamed or moved to another owner. */
  private Optional<URI> moved(Call call, HttpResponse<String> answer, URI from) {
    boolean same =
        switch (answer.statusCode()) {
          case 301, 302 -> call.method().equals("GET");
          case 307, 308 -> true;
          default -> false;
        };
    if (!same) {
      return Optional.empty();
    }
    return Optional.of(
        answer
            .headers()
            .firstValue("Location")
            .flatMap(Addresses::read)
            .map(from::resolve)
            .filter(server::isOwnApi)
            .orElseThrow(() -> unreadable(call, answer, "it sends to another server")));
  }

  private Reply reply(Call call, HttpResponse<String> answer) {
    var reply =
        new Reply(
            call,
            answer.statusCode(),
            Answers.json(call.doing(), answer),
            answer.headers(),
            Failures.requestId(answer));
    if (reply.status() == 401) {
      throw Refusals.token(reply);
    }
    Refusals.signOn(reply, server)
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    return reply;
  }

  private static ProviderError unreadable(Call call, HttpResponse<?> answer, String why) {
    return Failures.unreadable(call.doing(), why, Failures.requestId(answer), null);
  }

  @Override
  public void close() {
    transport.close();
  }
}
