package dev.freehold.api;

import dev.freehold.base.MachineError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Makes room for the socket, but never by removing one that someone listens on. */
final class SocketFile {
  private static final int TYPE = 0170000;
  private static final int SOCKET = 0140000;

  private SocketFile() {}

  /**
   * Removes what a daemon left that is gone.
   *
   * @param lock says who is running, if someone is
   * @throws MachineError {@code daemon.already-running}, {@code daemon.socket-in-the-way}
   */
  static void clear(Path socket, Path lock) {
    try {
      if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      int mode = (int) Files.getAttribute(socket, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      if ((mode & TYPE) != SOCKET) {
        throw inTheWay(socket, "which is not a socket");
      }
      if (isLive(socket)) {
        throw DaemonLock.alreadyRunning(lock);
      }
      Files.delete(socket);
    } catch (IOException e) {
      throw inTheWay(socket, "which can't be used: " + e.getMessage());
    }
  }

  /** Only a refused connection proves that nobody listens. */
  private static boolean isLive(Path socket) throws IOException {
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.configureBlocking(false);
      channel.connect(UnixDomainSocketAddress.of(socket));
      return true;
    } catch (ConnectException _) {
      return false;
    }
  }

  private static MachineError inTheWay(Path socket, String why) {
    return new MachineError(
        "daemon.socket-in-the-way",
        "The daemon can't listen at " + socket + ", where there is something " + why + ".",
        "Look at it, move it away if you don't need it, and start the daemon again.");
  }
}
