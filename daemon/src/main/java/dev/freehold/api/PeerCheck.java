package dev.freehold.api;

import dev.freehold.base.UserError;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** Only the user that the daemon runs as may talk to it, whatever the socket's folder allows. */
final class PeerCheck {
  private PeerCheck() {}

  static void check(Context context, UserPrincipal self) throws IOException {
    refuseForeign(self, peer(context));
  }

  /**
   * @param peer whom the kernel says is at the other end (SO_PEERCRED); principals of one user id
   *     are equal
   */
  static void refuseForeign(UserPrincipal self, UserPrincipal peer) {
    if (!self.equals(peer)) {
      throw new UserError(
          "api.foreign-user",
          "This Freehold belongs to " + self.getName() + ", and " + peer.getName() + " asked.",
          "Start a Freehold of your own with 'freehold daemon start'.");
    }
  }

  private static UserPrincipal peer(Context context) throws IOException {
    Object transport =
        ServletContextRequest.getServletContextRequest(context.req())
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint()
            .getTransport();
    if (transport instanceof SocketChannel channel) {
      return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
    }
    throw new IllegalStateException("not a socket: " + transport);
  }
}
