package dev.freehold.targets.local.serve;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** A visitor's connection after an upgrade: bytes pass between it and a socket, both ways. */
final class Tunnel extends AbstractConnection implements Connection.UpgradeTo {
  /** Programs that keep a WebSocket open send something now and then. */
  private static final long SILENT_AT_MOST_MILLIS = 60 * 60 * 1000;

  private static final int PIECE = 16 * 1024;

  private final Socket upstream;
  private final InputStream fromUpstream;

  /**
   * @param fromUpstream of the socket; what was read of it belongs to the answer before
   */
  Tunnel(EndPoint visitor, Executor executor, Socket upstream, InputStream fromUpstream) {
    super(visitor, executor);
    this.upstream = upstream;
    this.fromUpstream = fromUpstream;
  }

  /** What the visitor sent behind the request. */
  @Override
  public void onUpgradeTo(ByteBuffer sent) {
    try {
      send(sent);
    } catch (IOException gone) {
      close();
    }
  }

  @Override
  public void onOpen() {
    super.onOpen();
    getEndPoint().setIdleTimeout(SILENT_AT_MOST_MILLIS);
    Thread.ofVirtual().name("tunnel").start(this::receive);
    fillInterested();
  }

  @Override
  public void onFillable() {
    var buffer = BufferUtil.allocate(PIECE);
    try {
      while (true) {
        int read = getEndPoint().fill(buffer);
        if (read < 0) {
          close();
          return;
        }
        if (read == 0) {
          fillInterested();
          return;
        }
        send(buffer);
      }
    } catch (IOException gone) {
      close();
    }
  }

  @Override
  public void onClose(Throwable cause) {
    closeUpstream();
    super.onClose(cause);
  }

  @Override
  public void close() {
    closeUpstream();
    super.close();
  }

  private void send(ByteBuffer buffer) throws IOException {
    upstream.getOutputStream().write(BufferUtil.toArray(buffer));
    upstream.getOutputStream().flush();
    BufferUtil.clear(buffer);
  }

  private void receive() {
    var bytes = new byte[PIECE];
    try {
      int read = fromUpstream.read(bytes);
      while (read >= 0) {
        var sent = new Callback.Completable();
        getEndPoint().write(sent, ByteBuffer.wrap(bytes, 0, read));
        sent.join();
        read = fromUpstream.read(bytes);
      }
    } catch (IOException | CompletionException gone) {
      // either side may end it at any time
    } finally {
      close();
    }
  }

  private void closeUpstream() {
    try {
      upstream.close();
    } catch (IOException gone) {
      // that is what was wanted
    }
  }
}
