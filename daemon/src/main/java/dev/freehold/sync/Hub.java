package dev.freehold.sync;

import dev.freehold.base.UserError;
import dev.freehold.git.github.GitHub;
import dev.freehold.git.github.RepositoryName;
import dev.freehold.git.github.Server;
import dev.freehold.git.github.Timing;
import dev.freehold.git.remote.Login;
import dev.freehold.git.remote.RemoteLogins;
import dev.freehold.git.remote.RemoteUrl;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;

/** GitHub, with the user's own login. */
public record Hub(Server server, RemoteLogins logins, Timing timing) {
  private static final String STAND_IN = "FREEHOLD_GITHUB";

  /** On this machine, so that no variable sends a token to a stranger. */
  private static final Pattern LOOPBACK = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]{1,5}");

  /**
   * @param environment {@code FREEHOLD_GITHUB=http://127.0.0.1:PORT} names a stand-in
   * @throws UserError {@code github.stand-in-invalid}
   */
  public static Server server(Map<String, String> environment) {
    String named = environment.getOrDefault(STAND_IN, "");
    if (named.isEmpty()) {
      return Server.PUBLIC;
    }
    if (!LOOPBACK.matcher(named).matches()) {
      throw new UserError(
          "github.stand-in-invalid",
          STAND_IN + " is '" + named + "', which is not an address of this machine.",
          "Unset it, or set it to http://127.0.0.1:PORT.");
    }
    return Server.at(URI.create(named));
  }

  /** By which logins are kept: its host, and its port when that is not the usual one. */
  public static String name(Server server) {
    return server.web().getRawAuthority();
  }

  /** A client, and where its login was found. */
  record Open(GitHub github, Login login) implements AutoCloseable {
    @Override
    public void close() {
      github.close();
    }
  }

  /** To push to. */
  RemoteUrl url(RepositoryName name) {
    return RemoteUrl.parse(server.web() + "/" + name + ".git");
  }

  /**
   * @throws UserError {@code github.no-login}
   */
  Open open(RepositoryName name) {
    RemoteUrl url = url(name);
    Login.Password login =
        logins
            .first(url)
            .orElseThrow(
                () ->
                    new UserError(
                        "github.no-login",
                        "No login for " + server.web().getHost() + " was found on this machine.",
                        "Log in with "
                            + (logins.offersOwn(url) ? "'freehold git login' or " : "")
                            + "'gh auth login', or set GH_TOKEN and start the daemon again:"
                            + " freehold daemon stop"));
    return new Open(new GitHub(server, login::secret, timing), login);
  }
}
