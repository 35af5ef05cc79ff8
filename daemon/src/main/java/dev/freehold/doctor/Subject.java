package dev.freehold.doctor;

import java.util.Locale;

/** What is looked at, in the order in which it is shown. */
public enum Subject {
  SOCKET("Socket", true),
  SERVICE("Service", false),
  DATABASE("Database", true),
  DISK("Disk", true),
  CLOCK("Clock", true),
  SERVING("Local apps", true),
  SANDBOX("Sandbox", true),
  NODE("Node and npm", true),
  GIT("git", true),
  BROWSERS("Browsers", false),
  MANIFESTS("Host manifests", false),
  EXTENSION("Extension id", false);

  private final String title;
  private final boolean machine;

  Subject(String title, boolean machine) {
    this.title = title;
    this.machine = machine;
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  String title() {
    return title;
  }

  /** Whether a failure is this machine's, rather than something to set up in Freehold. */
  public boolean isMachine() {
    return machine;
  }
}
