package dev.freehold.targets.shelf;

/** A shelf's no. */
final class ShelfRefusal extends RuntimeException {
  private final int status;

  ShelfRefusal(int status, String why) {
    super(why);
    this.status = status;
  }

  int status() {
    return status;
  }
}
