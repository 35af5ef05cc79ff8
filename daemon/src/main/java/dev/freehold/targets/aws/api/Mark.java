package dev.freehold.targets.aws.api;

/**
 * The tag on what Freehold made, by which an account's bill can be read app by app: its key may be
 * made a cost allocation tag.
 */
final class Mark {
  static final String KEY = "freehold";

  /** What all apps of the account share. */
  static final String SHARED = "shared";

  private Mark() {}
}
