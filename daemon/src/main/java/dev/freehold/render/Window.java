package dev.freehold.render;

/** How large a page is looked at. */
public enum Window {
  /** In a picture of half that. */
  DESKTOP(1280, 800, 0.5),

  PHONE(390, 844, 1);

  private final int width;
  private final int height;
  private final double scale;

  /**
   * @param scale of the picture
   */
  Window(int width, int height, double scale) {
    this.width = width;
    this.height = height;
    this.scale = scale;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  double scale() {
    return scale;
  }
}
