package dev.freehold.targets.local.serve;

import dev.freehold.targets.site.RetiredWorker;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** The request headers that decide how a path is answered. */
record Visit(String method, String query, HttpFields headers) {
  List<String> all(HttpHeader header) {
    return headers.getValuesList(header);
  }

  List<String> all(String header) {
    return headers.getValuesList(header);
  }

  boolean isGet() {
    return method.equals("GET");
  }

  boolean isReading() {
    return isGet() || method.equals("HEAD");
  }

  boolean wantsWorker() {
    return all(RetiredWorker.HEADER).contains(RetiredWorker.VALUE);
  }

  /**
   * Whether a page may answer it. A browser that wants an image or calls fetch says so in
   * Sec-Fetch-Dest; tools that take anything, like curl, are taken for visitors.
   */
  boolean wantsPage() {
    QValues accepted = QValues.of(all(HttpHeader.ACCEPT));
    if (accepted.of("text/html") > 0 || accepted.of("application/xhtml+xml") > 0) {
      return true;
    }
    boolean anything = accepted.isEmpty() || accepted.firstNamed("text/html", "text/*", "*/*") > 0;
    List<String> destination = all("Sec-Fetch-Dest");
    return anything
        && (destination.isEmpty()
            || List.of("document", "iframe", "frame").contains(destination.getFirst()));
  }
}
