package dev.freehold.render;

import java.util.List;

/** How large a page is looked at. */
public enum Window {
  /** 1280 by 800, in a picture of half that. */
  DESKTOP(List.of("--window-size=1280,800", "--force-device-scale-factor=0.5")),

  /** 390 by 844; a browser's window is never as narrow unless it fills a screen that is. */
  PHONE(List.of("--window-size=390,844", "--screen-info={390x844}", "--kiosk"));

  private final List<String> arguments;

  Window(List<String> arguments) {
    this.arguments = arguments;
  }

  List<String> arguments() {
    return arguments;
  }
}
