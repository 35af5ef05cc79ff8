package dev.freehold.targets.aws;

import dev.freehold.targets.aws.api.Aws;
import dev.freehold.targets.aws.api.Connection;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Connections to accounts, which stay open from one deployment to the next. */
final class Clients implements AutoCloseable {
  private final Endpoint endpoint;
  private final Logins logins;
  private final ConcurrentHashMap<Login, Open> open = new ConcurrentHashMap<>();

  Clients(Endpoint endpoint, Logins logins) {
    this.endpoint = endpoint;
    this.logins = logins;
  }

  record Login(String profile, String region) {}

  private record Open(Aws aws, Keys keys) {}

  /** Can be others from one call to the next. */
  private static final class Keys implements AwsCredentialsProvider {
    private volatile AwsCredentialsProvider now;

    Keys(AwsCredentialsProvider first) {
      this.now = first;
    }

    @Override
    public AwsCredentials resolveCredentials() {
      return now.resolveCredentials();
    }
  }

  /**
   * @throws dev.freehold.base.UserError {@code aws.login-missing}
   */
  Aws of(Login login) {
    return open.computeIfAbsent(login, this::opened).aws();
  }

  private Open opened(Login login) {
    var keys = new Keys(logins.of(login.profile()));
    return new Open(
        new Aws(new Connection(keys, login.region(), endpoint.standIn(), endpoint.patience())),
        keys);
  }

  /**
   * Reads the keys anew. Whoever uses the connection meanwhile goes on with it.
   *
   * @throws dev.freehold.base.UserError {@code aws.login-missing}
   */
  void renew(Login login) {
    Open one = open.get(login);
    if (one != null) {
      one.keys().now = logins.of(login.profile());
    }
  }

  void forget(Login login) {
    Open one = open.remove(login);
    if (one != null) {
      one.aws().close();
    }
  }

  @Override
  public void close() {
    open.keySet().forEach(this::forget);
  }
}
