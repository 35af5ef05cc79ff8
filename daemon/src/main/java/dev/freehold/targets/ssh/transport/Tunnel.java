package dev.freehold.targets.ssh.transport;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.MachineError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A port of this machine that leads to one of a server's loopback address, so that checks and the
 * browser see there what visitors do not see yet.
 */
public final class Tunnel implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final ServerSocket listener;
  private final Remote remote;
  private final int there;

  private Tunnel(ServerSocket listener, Remote remote, int there) {
    this.listener = listener;
    this.remote = remote;
    this.there = there;
  }

  /**
   * @param preferred the port here when it is free, so that addresses stay what they were
   * @param there the port on the server
   */
  public static Tunnel open(Remote remote, int preferred, int there) {
    try {
      var tunnel = new Tunnel(listen(preferred), remote, there);
      Thread.ofVirtual().name("tunnel " + remote.address()).start(tunnel::accept);
      return tunnel;
    } catch (IOException e) {
      throw MachineError.io("Opening a port for the way to " + remote.address(), e);
    }
  }

  private static ServerSocket listen(int preferred) throws IOException {
    try {
      return bound(preferred);
    } catch (IOException e) {
      if (preferred == 0) {
        throw e;
      }
      return bound(0);
    }
  }

  private static ServerSocket bound(int port) throws IOException {
    var socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().name("tunnel " + remote.address()).start(() -> carry(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  /** Whoever asked sees a connection that is cut, and says so. */
  private void carry(Socket here) {
    try (here;
        Socket way = new Socket(InetAddress.ofLiteral(LOOPBACK), remote.forward(there))) {
      Thread up = Thread.ofVirtual().name("tunnel").start(() -> copy(here, way));
      copy(way, here);
      up.join();
    } catch (IOException | FreeholdException _) {
      // closed by now
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until either side ends it. */
  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      end(from);
      end(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // it is
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw MachineError.io("Closing the way to " + remote.address(), e);
    }
  }
}
