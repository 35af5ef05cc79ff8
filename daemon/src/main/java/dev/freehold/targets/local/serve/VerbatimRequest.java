package dev.freehold.targets.local.serve;

import java.net.URI;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request whose target goes out byte for byte. Browsers send braces, bars, brackets and lone
 * percent signs, which {@link URI} and what parses queries refuse.
 */
final class VerbatimRequest extends HttpRequest {
  private final String path;
  private final @Nullable String query;

  /**
   * @param origin scheme, host and port
   * @param target path and query as they came
   */
  VerbatimRequest(HttpClient client, URI origin, String target) {
    super(client, new HttpConversation(), origin);
    int mark = target.indexOf('?');
    this.path = mark < 0 ? target : target.substring(0, mark);
    this.query = mark < 0 ? null : target.substring(mark + 1);
  }

  @Override
  public String getPath() {
    return path;
  }

  @Override
  public @Nullable String getQuery() {
    return query;
  }
}
