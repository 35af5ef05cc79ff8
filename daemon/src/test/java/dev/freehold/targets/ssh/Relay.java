package dev.freehold.targets.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** A line between two ports of this machine, as long as one likes, that can be cut. */
public final class Relay implements AutoCloseable {
  private static final int PIECE = 64 << 10;

  /** As much as a line of 1 Gbit/s and 100 ms holds. */
  private static final int IN_FLIGHT = 200;

  private final ServerSocket listener;
  private final int to;
  private final long nanosOneWay;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong leftBack = new AtomicLong(Long.MAX_VALUE);

  private Relay(ServerSocket listener, int to, Duration roundTrip) {
    this.listener = listener;
    this.to = to;
    this.nanosOneWay = roundTrip.toNanos() / 2;
  }

  public static Relay to(int port) throws IOException {
    return to(port, Duration.ZERO);
  }

  /**
   * @param roundTrip what is added to it
   */
  public static Relay to(int port, Duration roundTrip) throws IOException {
    return between(0, port, roundTrip);
  }

  /** At a port where another one was before. */
  public static Relay at(int here, int port) throws IOException {
    return between(here, port, Duration.ZERO);
  }

  private static Relay between(int here, int port, Duration roundTrip) throws IOException {
    var listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), here), 50);
    var relay = new Relay(listener, port, roundTrip);
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

  /** Cuts every line once this many bytes came from the server from now on. */
  public void cutAnswersAfter(long bytes) {
    leftBack.set(bytes);
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
        var there = new Socket(InetAddress.ofLiteral("127.0.0.1"), to);
        here.setTcpNoDelay(true);
        there.setTcpNoDelay(true);
        open.add(here);
        open.add(there);
        carry(here, there, left);
        carry(there, here, leftBack);
      } catch (IOException _) {
        return;
      }
    }
  }

  /**
   * @param bytes none for the end
   */
  private record Piece(long due, byte[] bytes) {}

  private void carry(Socket from, Socket to, AtomicLong left) {
    var line = new LinkedBlockingQueue<Piece>(IN_FLIGHT);
    Thread.ofVirtual().start(() -> read(from, line, left));
    Thread.ofVirtual().start(() -> write(line, from, to));
  }

  private void read(Socket from, BlockingQueue<Piece> line, AtomicLong left) {
    byte[] piece = new byte[PIECE];
    try {
      try {
        InputStream in = from.getInputStream();
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
          if (left.addAndGet(-n) < 0) {
            left.set(Long.MAX_VALUE);
            cut();
            return;
          }
          line.put(new Piece(System.nanoTime() + nanosOneWay, Arrays.copyOf(piece, n)));
        }
      } finally {
        line.put(new Piece(System.nanoTime() + nanosOneWay, new byte[0]));
      }
    } catch (IOException _) {
      // either side ended it, and the other is told
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(BlockingQueue<Piece> line, Socket from, Socket to) {
    try (from;
        to) {
      OutputStream out = to.getOutputStream();
      for (Piece piece = line.take(); piece.bytes().length > 0; piece = line.take()) {
        long wait = piece.due() - System.nanoTime();
        if (wait > 0) {
          Thread.sleep(Duration.ofNanos(wait));
        }
        out.write(piece.bytes());
      }
    } catch (IOException _) {
      // either side ended it
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    cut();
  }
}
