package dev.freehold.deploy.bring;

import dev.freehold.base.MachineError;
import dev.freehold.check.BuilderAsset;
import dev.freehold.check.BuilderStorage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * Fetches files of an app from the one host that has them; storages of builders may lead to one
 * another. What a host sends is not trusted: it must be what the sources say of it.
 */
public final class AssetFetch {
  private static final int AT_ONCE = 4;
  private static final int MOST_REDIRECTS = 5;

  /** After so many that were not answered at all, the others are not asked for. */
  private static final int MOST_UNANSWERED = 4;

  private static final String PLAIN = "-._~!$&'()*+,;=:@/";

  private final HttpClient http;
  private final Duration patience;
  private final long largest;
  private final long most;
  private final UnaryOperator<URI> way;

  public AssetFetch() {
    this(Duration.ofSeconds(30), 20 << 20, 200 << 20, UnaryOperator.identity());
  }

  /**
   * @param patience for each file, until its last byte
   * @param largest bytes of one file
   * @param most bytes of all that one host has
   * @param way where an address is asked; tests have the hosts of builders on this machine
   */
  public AssetFetch(Duration patience, long largest, long most, UnaryOperator<URI> way) {
    this.patience = patience;
    this.largest = largest;
    this.most = most;
    this.way = way;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * @param source scheme and host
   * @param folder empty; for the bytes
   * @param cancelled asked before each file
   * @throws MachineError {@code machine.io} when the folder can't be written
   */
  public Fetched fetch(
      URI source, List<BuilderAsset> assets, Path folder, BooleanSupplier cancelled) {
    var round = new Round(source, cancelled);
    try (var workers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      var coming = new TreeMap<String, Future<Path>>();
      for (int i = 0; i < assets.size(); i++) {
        BuilderAsset asset = assets.get(i);
        Path file = folder.resolve(Integer.toString(i));
        coming.put(asset.address(), workers.submit(round.of(asset, file)));
      }
      return ended(coming);
    }
  }

  private static Fetched ended(Map<String, Future<Path>> coming) {
    var files = new TreeMap<String, Path>();
    var refused = new TreeMap<String, String>();
    for (var one : coming.entrySet()) {
      try {
        files.put(one.getKey(), one.getValue().get());
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case RefusedAsset why -> refused.put(one.getKey(), why.sentence());
          case IOException disk -> throw MachineError.io("Keeping " + one.getKey(), disk);
          case null, default -> throw new IllegalStateException("fetching " + one.getKey(), e);
        }
      } catch (InterruptedException e) {
        coming.values().forEach(other -> other.cancel(true));
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the daemon is stopping", e);
      }
    }
    return new Fetched(files, refused);
  }

  private final class Round {
    private final URI source;
    private final BooleanSupplier cancelled;
    private final AtomicInteger unanswered = new AtomicInteger();

    /** Bytes that may still come. */
    private final AtomicLong left = new AtomicLong(most);

    Round(URI source, BooleanSupplier cancelled) {
      this.source = source;
      this.cancelled = cancelled;
    }

    Callable<Path> of(BuilderAsset asset, Path file) {
      return () -> {
        if (cancelled.getAsBoolean()) {
          throw RefusedAsset.because("The deployment was cancelled.");
        }
        if (unanswered.get() >= MOST_UNANSWERED) {
          throw RefusedAsset.because(source + " did not answer.");
        }
        try {
          get(asset, file);
          AssetCheck.ofFetched(asset, file);
          if (left.addAndGet(-Files.size(file)) < 0) {
            throw RefusedAsset.because("All files together are over " + size(most) + ".");
          }
          return file;
        } catch (RefusedAsset e) {
          if (e.isUnanswered()) {
            unanswered.incrementAndGet();
          }
          Files.deleteIfExists(file);
          throw e;
        }
      };
    }

    /** Follows redirects within the host. */
    private void get(BuilderAsset asset, Path file) throws RefusedAsset {
      URI at = URI.create(source + escaped(asset.asked()));
      long end = System.nanoTime() + patience.toNanos();
      for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
        HttpResponse<?> answer = send(at, file, end);
        var location = answer.headers().firstValue("Location");
        if (answer.statusCode() == 200) {
          return;
        }
        if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
          throw RefusedAsset.because(at + " is answered with status " + answer.statusCode() + ".");
        }
        at = within(at, location.get());
      }
      throw RefusedAsset.because(at + " is redirected again and again.");
    }
  }

  private static URI within(URI at, String location) throws RefusedAsset {
    URI next;
    try {
      next = at.resolve(location);
    } catch (IllegalArgumentException e) {
      throw RefusedAsset.because(at + " leads to an address that is none.");
    }
    boolean sameHost =
        at.getScheme().equals(next.getScheme())
            && at.getRawAuthority().equals(next.getRawAuthority());
    if (!sameHost && !(BuilderStorage.has(at) && BuilderStorage.has(next))) {
      throw RefusedAsset.because(
          at + " leads to another host, " + next.getRawAuthority() + ", which is not asked.");
    }
    return next;
  }

  private HttpResponse<?> send(URI at, Path file, long end) throws RefusedAsset {
    var body = new FileBody(file, largest);
    HttpRequest request = HttpRequest.newBuilder(way.apply(at)).header("Accept", "*/*").build();
    CompletableFuture<HttpResponse<Path>> coming =
        http.sendAsync(
            request, head -> head.statusCode() == 200 ? body : BodySubscribers.replacing(file));
    try {
      return coming.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw RefusedAsset.unanswered(
          at + " was not answered within " + patience.toSeconds() + " s.");
    } catch (ExecutionException e) {
      if (body.isTooLong()) {
        throw RefusedAsset.because(at + " is over " + size(largest) + ".");
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw RefusedAsset.unanswered(
          at
              + " can't be fetched: "
              + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
              + ".");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the daemon is stopping", e);
    } finally {
      coming.cancel(true);
    }
  }

  private static String size(long bytes) {
    return bytes >= 1 << 20 ? (bytes >> 20) + " MB" : bytes + " bytes";
  }

  private static String escaped(String path) {
    var escaped = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (b & 0xff);
      boolean plain =
          letter < 128 && (Character.isLetterOrDigit(letter) || PLAIN.indexOf(letter) >= 0);
      if (plain) {
        escaped.append(letter);
      } else {
        escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return escaped.toString();
  }
}
