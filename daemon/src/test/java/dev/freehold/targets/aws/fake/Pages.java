package dev.freehold.targets.aws.fake;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Lists of CloudFront, page by page. The marker is the last id of the page before. */
final class Pages {
  private Pages() {}

  static <T> AwsAnswer page(
      AwsRequest request,
      String list,
      Collection<T> all,
      Function<T, String> id,
      Function<T, String> summary) {
    String marker = request.query().getOrDefault("Marker", "");
    int max = Integer.parseInt(request.query().getOrDefault("MaxItems", "100"));
    List<T> left =
        all.stream()
            .sorted((a, b) -> id.apply(a).compareTo(id.apply(b)))
            .filter(one -> id.apply(one).compareTo(marker) > 0)
            .toList();
    List<T> page = left.subList(0, Math.min(max, left.size()));
    boolean more = left.size() > page.size();
    var items = new StringBuilder();
    page.forEach(one -> items.append(summary.apply(one)));
    return AwsAnswer.xml(
        200,
        Xml.element(
            list,
            Xml.element("Marker", marker)
                + (more ? Xml.element("NextMarker", id.apply(page.getLast())) : "")
                + Xml.element("MaxItems", max)
                + Xml.element("IsTruncated", more)
                + Xml.element("Quantity", page.size())
                + (page.isEmpty() ? "" : Xml.element("Items", items))));
  }
}
