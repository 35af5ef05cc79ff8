package dev.freehold.git.remote;

import dev.freehold.credential.Secret;

/** Who we are to a git server, and where that was found. */
public sealed interface Login {
  /** Shown to the user; no secret. */
  String where();

  /** No key was found or none is needed. */
  record Anonymous() implements Login {
    @Override
    public String where() {
      return "no login";
    }
  }

  /** The keys that {@code ssh} would use. */
  record Ssh() implements Login {
    @Override
    public String where() {
      return "the keys of ssh";
    }
  }

  /** A user and a password, for HTTP. */
  sealed interface Password extends Login {
    String user();

    Secret secret();
  }

  /**
   * @param name of the variable
   */
  record FromVariable(String name, String user, Secret secret) implements Password {
    @Override
    public String where() {
      return "the variable " + name;
    }
  }

  /**
   * @param host that {@code gh} is logged in to
   */
  record FromGh(String host, String user, Secret secret) implements Password {
    @Override
    public String where() {
      return "gh, logged in to " + host;
    }
  }

  /** What git's own credential helper answered; it is told whether that was right. */
  record FromHelper(String user, Secret secret) implements Password {
    @Override
    public String where() {
      return "git's credential helper, as " + user;
    }
  }

  /**
   * What somebody got by {@code freehold git login}.
   *
   * @param account whose it is
   */
  record FromFreehold(String account, String user, Secret secret) implements Password {
    @Override
    public String where() {
      return "freehold git login, as " + account;
    }
  }
}
