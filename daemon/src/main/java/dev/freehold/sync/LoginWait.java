package dev.freehold.sync;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.UserError;
import dev.freehold.credential.Secret;
import dev.freehold.git.github.Account;
import dev.freehold.git.github.ClientId;
import dev.freehold.git.github.DeviceCode;
import dev.freehold.git.github.DeviceLogin;
import dev.freehold.git.github.GitHub;
import dev.freehold.git.remote.LoginStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until one login is confirmed or comes to nothing. What was given up keeps no token. */
final class LoginWait {
  private static final Logger LOG = LoggerFactory.getLogger(LoginWait.class);

  private final DeviceLogin login;
  private final DeviceCode code;
  private final ClientId client;
  private final Hub hub;
  private final LoginStore store;
  private final Thread thread;
  private LoginAttempt now;

  LoginWait(
      DeviceLogin login,
      DeviceCode code,
      ClientId client,
      Hub hub,
      LoginStore store,
      LoginAttempt begun) {
    this.login = login;
    this.code = code;
    this.client = client;
    this.hub = hub;
    this.store = store;
    this.now = begun;
    this.thread = Thread.ofVirtual().name("login").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  synchronized LoginAttempt now() {
    return now;
  }

  /** It stays what it is when it has ended. */
  void giveUp() {
    end(
        new UserError(
            "github.login-given-up",
            "This login was given up, or another one began.",
            "Log in again: freehold git login"));
    thread.interrupt();
  }

  private void run() {
    try (login) {
      Secret token = login.await(code);
      keep(token, account(token));
    } catch (FreeholdException e) {
      end(e);
    } catch (RuntimeException e) {
      if (now().state() == LoginAttempt.State.WAITING) {
        LOG.error("waiting for a login failed by a mistake of ours", e);
        end(LoginAttempt.Ending.bug());
      }
    }
  }

  private Account account(Secret token) {
    try (var github = new GitHub(hub.server(), () -> token, hub.timing())) {
      return github.account();
    }
  }

  private synchronized void keep(Secret token, Account account) {
    if (now.state() == LoginAttempt.State.WAITING) {
      store.keep(client.value(), account.login(), account.scopes(), token);
      now = now.confirmed(account.login());
    }
  }

  private void end(FreeholdException why) {
    end(LoginAttempt.Ending.of(why));
  }

  private synchronized void end(LoginAttempt.Ending why) {
    if (now.state() == LoginAttempt.State.WAITING) {
      now = now.failed(why);
    }
  }
}
