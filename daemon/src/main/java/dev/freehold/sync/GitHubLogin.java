package dev.freehold.sync;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.Ids;
import dev.freehold.base.UserError;
import dev.freehold.git.github.ClientId;
import dev.freehold.git.github.DeviceCode;
import dev.freehold.git.github.DeviceLogin;
import dev.freehold.git.remote.KeptLogin;
import dev.freehold.git.remote.Login;
import dev.freehold.git.remote.LoginStore;
import dev.freehold.git.remote.RemoteUrl;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Freehold's own login at GitHub. One waits at a time, in memory only: of one that the daemon's end
 * cut off nothing is left.
 */
public final class GitHubLogin implements AutoCloseable {
  private static final String CLIENT = "FREEHOLD_GITHUB_CLIENT_ID";

  private final Hub hub;
  private final LoginStore store;
  private final Ids ids;
  private Optional<LoginWait> newest = Optional.empty();

  /**
   * @param ids that can't be guessed
   */
  public GitHubLogin(Hub hub, LoginStore store, Ids ids) {
    this.hub = hub;
    this.store = store;
    this.ids = ids;
  }

  /** The client id that the environment names. */
  public static Optional<String> client(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(CLIENT)).filter(id -> !id.isBlank());
  }

  /**
   * Gets a code that somebody has to type at GitHub, and waits behind for that. One that waited
   * before is given up.
   *
   * @param client the id of an app at GitHub, remembered when GitHub knows it; empty for the one
   *     that is known
   * @param withWorkflows whether files in {@code .github/workflows} are to be pushed
   * @throws FreeholdException {@code github.no-client-id}, {@code github.client-id-invalid}, those
   *     of {@link DeviceLogin#begin}
   */
  public LoginAttempt begin(Optional<String> client, boolean withWorkflows) {
    ClientId id = client.or(store::clientId).map(ClientId::parse).orElseThrow(this::noClient);
    var login = new DeviceLogin(hub.server(), id, hub.timing());
    DeviceCode code;
    try {
      code = login.begin(withWorkflows);
      store.rememberClient(id.value());
    } catch (RuntimeException e) {
      login.close();
      throw e;
    }
    var begun =
        new LoginAttempt(
            ids.next(),
            LoginAttempt.State.WAITING,
            Hub.name(hub.server()),
            code.userCode(),
            code.page(),
            code.expires(),
            Optional.empty(),
            Optional.empty());
    replace(Optional.of(new LoginWait(login, code, id, hub, store, begun)));
    return begun;
  }

  /**
   * How far it is.
   *
   * @throws UserError {@code github.unknown-attempt}
   */
  public LoginAttempt attempt(String id) {
    return require(id).now();
  }

  /**
   * Waits no longer.
   *
   * @throws UserError {@code github.unknown-attempt}
   */
  public LoginAttempt giveUp(String id) {
    LoginWait waiting = require(id);
    waiting.giveUp();
    return waiting.now();
  }

  /** What is kept, and where the login is found that comes first. */
  public LoginView view() {
    Optional<KeptLogin> kept = store.kept();
    return new LoginView(
        Hub.name(hub.server()),
        store.clientId().isPresent(),
        kept.map(KeptLogin::account),
        kept.map(login -> login.scopes().stream().sorted().toList()).orElse(List.of()),
        kept.map(KeptLogin::since),
        hub.logins().first(RemoteUrl.parse(hub.server().web() + "/")).map(Login::where),
        URI.create(hub.server().web() + "/settings/applications"));
  }

  /** Forgets the login, and gives up one that waits. */
  public LoginView logOut() {
    replace(Optional.empty());
    store.forget();
    return view();
  }

  private synchronized void replace(Optional<LoginWait> next) {
    newest.ifPresent(LoginWait::giveUp);
    newest = next;
    next.ifPresent(LoginWait::start);
  }

  private synchronized LoginWait require(String id) {
    return newest
        .filter(waiting -> waiting.now().id().equals(id))
        .orElseThrow(
            () ->
                new UserError(
                    "github.unknown-attempt",
                    "No login of this id waits here: another one began, or the daemon was started"
                        + " again.",
                    "Log in again: freehold git login"));
  }

  private UserError noClient() {
    return new UserError(
        "github.no-client-id",
        "To log in at "
            + Hub.name(hub.server())
            + " with a code, Freehold needs the client id of an app there, and knows none.",
        "Give one, which is remembered: freehold git login --client-id ID"
            + " (docs/how-to/github.md says where it comes from). Or log in with 'gh auth login'.");
  }

  @Override
  public void close() {
    replace(Optional.empty());
  }
}
