package dev.freehold.targets.local.serve;

import dev.freehold.targets.site.OwnPage;

/** Our own pages as answers. */
final class OwnPages {
  private OwnPages() {}

  static Answer notFound(Visit visit) {
    return page(404, visit, OwnPage.NOT_FOUND);
  }

  static Answer nothingLive(Visit visit) {
    return page(404, visit, OwnPage.NOTHING_LIVE);
  }

  static Answer notRunning(Visit visit) {
    return page(503, visit, OwnPage.NOT_RUNNING).with("Retry-After", "5");
  }

  private static Answer page(int status, Visit visit, OwnPage page) {
    return visit.wantsPage()
        ? Answer.text(status, "text/html", page.html())
        : Answer.plain(status, page.plain());
  }
}
