package dev.freehold.browser;

/** How it stands with the host manifest of one browser. */
public enum ManifestState {
  INSTALLED,
  MISSING,
  /** It is ours, and somebody changed it. */
  CHANGED,
  /** Another program, or another Freehold, wrote it. */
  FOREIGN,
  /** It names a program that is not there or can't be executed. */
  BROKEN,
  /** Such a browser can't start programs of this machine. */
  IMPOSSIBLE
}
