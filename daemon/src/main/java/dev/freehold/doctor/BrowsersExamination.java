package dev.freehold.doctor;

import dev.freehold.browser.Browser;
import dev.freehold.browser.BrowserPlaces;
import java.util.List;
import java.util.stream.Collectors;

/** Which browsers the extension can be used in. */
record BrowsersExamination(BrowserPlaces places) implements Examination {
  private static final String REMEDY =
      "Install Chrome, Chromium, Edge, Brave or Vivaldi as an ordinary package, start it once,"
          + " then: freehold browser install";

  @Override
  public Subject subject() {
    return Subject.BROWSERS;
  }

  @Override
  public Line look() {
    List<Browser> found = places.found();
    List<Browser> able = found.stream().filter(Browser::startsHosts).toList();
    List<Browser> unable = found.stream().filter(browser -> !browser.startsHosts()).toList();
    String boxed =
        unable.isEmpty()
            ? ""
            : " %s can't start programs of this machine, so the extension does not work in it."
                .formatted(titles(unable));
    if (able.isEmpty()) {
      return Line.warning(
          subject(), "No browser was found that the extension works in." + boxed, REMEDY);
    }
    return Line.ok(subject(), "The extension works in " + titles(able) + "." + boxed);
  }

  private static String titles(List<Browser> browsers) {
    return browsers.stream().map(Browser::title).collect(Collectors.joining(", "));
  }
}
