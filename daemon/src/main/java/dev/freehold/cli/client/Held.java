package dev.freehold.cli.client;

import dev.freehold.base.MachineError;
import dev.freehold.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Something that the daemon does as long as the connection stands. It says one line when it has
 * begun, and empty ones from then on.
 */
public final class Held implements AutoCloseable {
  private final Response response;
  private final String first;
  private volatile boolean lost;

  private Held(Response response, String first) {
    this.response = response;
    this.first = first;
  }

  static Held of(Response response) throws IOException {
    var held = new Held(response, line(response.body()));
    Thread.startVirtualThread(held::listen);
    return held;
  }

  /** What it said when it had begun. */
  public String first() {
    return first;
  }

  /** Whether the daemon ended it, which it never does by itself. */
  public boolean isLost() {
    return lost;
  }

  private void listen() {
    try {
      response.body().transferTo(OutputStream.nullOutputStream());
      lost = true;
    } catch (IOException e) {
      lost = true;
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the daemon said nothing");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      response.close();
    } catch (IOException e) {
      throw MachineError.io("Ending the connection to the daemon", e);
    }
  }
}
