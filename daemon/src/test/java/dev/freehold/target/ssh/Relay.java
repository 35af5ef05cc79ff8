package dev.freehold.target.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A line between two ports of this machine that can be cut. */
public final class Relay implements AutoCloseable {
  private final ServerSocket listener;
  private final int to;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

  private Relay(ServerSocket listener, int to) {
    this.listener = listener;
    this.to = to;
  }

  public static Relay to(int port) throws IOException {
    var relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
    Thread.ofVirtual().start(relay::accept);
    return relay;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Cuts every line once this many bytes went to the server from now on. */
  public void cutAfter(long bytes) {
    left.set(bytes);
  }

  public void cut() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    open.clear();
  }

  private void accept() {
    while (true) {
      try {
        Socket here = listener.accept();
        var there = new Socket(InetAddress.getLoopbackAddress(), to);
        open.add(here);
        open.add(there);
        Thread.ofVirtual().start(() -> copy(here, there, true));
        Thread.ofVirtual().start(() -> copy(there, here, false));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void copy(Socket from, Socket to, boolean counted) {
    byte[] piece = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
        if (counted && left.addAndGet(-n) < 0) {
          left.set(Long.MAX_VALUE);
          cut();
          return;
        }
        out.write(piece, 0, n);
      }
    } catch (IOException _) {
      // either side ended it
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }
}
