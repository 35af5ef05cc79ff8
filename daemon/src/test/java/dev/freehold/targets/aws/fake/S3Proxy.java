package dev.freehold.targets.aws.fake;

import dev.freehold.base.Sha256;
import dev.freehold.file.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real S3 server in a process of its own. It keeps objects, and verifies signatures too. */
final class S3Proxy implements AutoCloseable {
  private static final Pattern LISTENING =
      Pattern.compile("ServerConnector@.*\\{127\\.0\\.0\\.1:([1-9][0-9]*)}");

  /** What belongs to one connection, or is said anew for the next. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "transfer-encoding",
          "expect",
          "upgrade",
          "http2-settings",
          "keep-alive",
          "date");

  private static Optional<S3Proxy> shared = Optional.empty();

  private final Path folder;
  private final Process process;
  private final int port;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** One for all tests of a process, which takes some seconds to start. */
  static synchronized S3Proxy shared() {
    if (shared.isEmpty()) {
      var started = new S3Proxy(FakeAws.ACCESS_KEY, FakeAws.SECRET_KEY);
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      shared = Optional.of(started);
    }
    return shared.get();
  }

  private S3Proxy(String key, String secret) {
    try {
      folder = Files.createTempDirectory("s3proxy");
      Files.createDirectory(data());
      Path config = folder.resolve("s3proxy.conf");
      Files.writeString(
          config,
          """
          s3proxy.endpoint=http://127.0.0.1:0
          s3proxy.authorization=aws-v2-or-v4
          s3proxy.identity=%s
          s3proxy.credential=%s
          s3proxy.ignore-unknown-headers=true
          jclouds.provider=filesystem-nio2
          jclouds.filesystem.basedir=%s
          jclouds.identity=x
          jclouds.credential=x
          """
              .formatted(key, secret, data()));
      Path log = folder.resolve("log");
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-jar",
                  Path.of("target/test-programs/s3proxy.jar").toAbsolutePath().toString(),
                  "--properties",
                  config.toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      port = port(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int port(Path log) throws IOException {
    for (int tries = 0; tries < 2400 && process.isAlive(); tries++) {
      Matcher listening = LISTENING.matcher(Files.readString(log));
      if (listening.find()) {
        return Integer.parseInt(listening.group(1));
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new IllegalStateException("S3Proxy does not start: " + Files.readString(log));
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** These buckets with all objects. */
  void delete(Set<String> buckets) {
    try {
      for (String bucket : buckets) {
        Folders.delete(data().resolve(bucket));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Digests of all objects of these buckets, by bucket and key. */
  Map<String, String> everything(Set<String> buckets) {
    var all = new TreeMap<String, String>();
    for (String bucket : buckets) {
      try (Stream<Path> files = Files.walk(data().resolve(bucket))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          all.put(data().relativize(file).toString(), Sha256.of(Files.readAllBytes(file)).hex());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  /** Sends it on as it came, so that the signature still fits. */
  AwsAnswer pass(AwsRequest request) {
    return send(
        request.method(), request.path(), request.rawQuery(), request.headers(), request.body());
  }

  /** Asks without a body, in the name of the account. */
  AwsAnswer ask(String method, String path, String query, SignatureCheck.Keys keys) {
    var headers = new HashMap<String, List<String>>();
    SignatureCheck.signed(
            method, path, query, Map.of("host", "127.0.0.1:" + port), keys, Instant.now())
        .forEach((name, value) -> headers.put(name, List.of(value)));
    return send(method, path, query, headers, new byte[0]);
  }

  private AwsAnswer send(
      String method, String path, String query, Map<String, List<String>> headers, byte[] body) {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:" + port + path + (query.isEmpty() ? "" : "?" + query)))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(
        (name, values) -> {
          if (!OF_THE_CONNECTION.contains(name)) {
            values.forEach(value -> request.header(name, value));
          }
        });
    try {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      var answered = new HashMap<String, String>();
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!OF_THE_CONNECTION.contains(name) || isLengthOfHead(method, name)) {
                  answered.put(name, values.getFirst());
                }
              });
      return new AwsAnswer(answer.statusCode(), answered, answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean isLengthOfHead(String method, String header) {
    return method.equals("HEAD") && header.equals("content-length");
  }

  @Override
  public void close() {
    client.shutdownNow();
    process.destroyForcibly();
    try {
      process.waitFor();
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
