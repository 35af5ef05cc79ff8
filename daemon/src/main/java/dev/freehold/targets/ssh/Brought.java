package dev.freehold.targets.ssh;

/** A program for servers of apps that Freehold brings to the user's server. */
sealed interface Brought {
  record Node(int major) implements Brought {}

  /** Of its second major version. */
  record Deno() implements Brought {}

  /** Of its folder there. */
  default String name() {
    return switch (this) {
      case Node(int major) -> "node-" + major;
      case Deno() -> "deno-2";
    };
  }

  /** For people. */
  default String shown() {
    return switch (this) {
      case Node(int major) -> "Node.js " + major;
      case Deno() -> "Deno 2 (100 MB)";
    };
  }

  /** Of its file, below its folder there. */
  default String program() {
    return switch (this) {
      case Node(int _) -> "bin/node";
      case Deno() -> "bin/deno";
    };
  }

  default String folder() {
    return ServerFolder.ROOT + "/runtimes/" + name();
  }

  default String path() {
    return folder() + "/" + program();
  }
}
