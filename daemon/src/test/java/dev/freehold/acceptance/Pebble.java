package dev.freehold.acceptance;

import dev.freehold.targets.ssh.ServerMachine;
import dev.freehold.targets.ssh.transport.Remote;

/** A certificate authority that does what Let's Encrypt does, and really looks. */
final class Pebble {
  private Pebble() {}

  /**
   * Starts it on the machine, where all names lead to the loopback address. Its root certificate is
   * {@code /tmp/pebble/root.pem} there, and that of its own API {@code api.pem}.
   *
   * @param http port at which it looks for answers
   * @param https the same, for answers in a handshake
   * @return where it is asked
   */
  static String start(ServerMachine machine, Remote root, int http, int https) throws Exception {
    int directory = ServerMachine.freePort();
    int management = ServerMachine.freePort();
    int names = ServerMachine.freePort();
    machine.run(
        root,
        """
        mkdir -p /tmp/pebble && cd /tmp/pebble
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
          -addext subjectAltName=DNS:localhost -keyout api.key -out api.pem 2>/dev/null
        cat > config.json <<END
        {"pebble": {"listenAddress": "127.0.0.1:%d", "managementListenAddress": "127.0.0.1:%d",
          "certificate": "api.pem", "privateKey": "api.key", "httpPort": %d, "tlsPort": %d}}
        END
        setsid pebble-challtestsrv -defaultIPv4 127.0.0.1 -defaultIPv6 "" -dns01 127.0.0.1:%5$d \
          -http01 127.0.0.1:%6$d -https01 "" -tlsalpn01 "" -management 127.0.0.1:%7$d > names.log 2>&1 < /dev/null &
        PEBBLE_VA_NOSLEEP=1 PEBBLE_WFE_NONCEREJECT=0 setsid pebble -config config.json \
          -dnsserver 127.0.0.1:%5$d > pebble.log 2>&1 < /dev/null &
        for i in $(seq 50); do
          curl -sf --cacert api.pem https://localhost:%2$d/roots/0 > root.pem && exit 0
          sleep 0.2
        done
        cat pebble.log names.log >&2
        exit 1
        """
            .formatted(
                directory,
                management,
                http,
                https,
                names,
                ServerMachine.freePort(),
                ServerMachine.freePort()));
    return "https://localhost:" + directory + "/dir";
  }
}
