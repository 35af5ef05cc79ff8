package dev.freehold.targets.aws.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * AWS on one loopback port: the services that sites need, and CloudFront's edge for visitors. It
 * verifies signatures, checks what it is sent as the documentation of each service says, and fails
 * when a test says so. The official SDK is tried against it.
 */
public final class FakeAws implements AutoCloseable {
  public static final String ACCOUNT = "123456789012";
  public static final String ACCESS_KEY = "AKIASTANDIN000000000";
  public static final String SECRET_KEY = "standInSecret/000000000000000000000000000";

  static {
    // Otherwise an answer on a connection that is kept waits 40 ms for the client's
    // acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final FakeSts sts = new FakeSts();
  private final FakeS3 s3 = new FakeS3(this::keys);
  private final FakeCloudFront cloudFront = new FakeCloudFront();
  private final FakeRoute53 route53 = new FakeRoute53();
  private final Set<String> elsewhere = ConcurrentHashMap.newKeySet();
  private final FakeAcm acm =
      new FakeAcm(
          (name, value) -> route53.isCname(name, value) || elsewhere.contains(name + " " + value),
          arn -> cloudFront.oneAtATime(() -> cloudFront.distributions.say(arn)));
  private final FakeIam iam = new FakeIam();
  private final FakeLogs logs = new FakeLogs();
  private final FakeLambda lambda = new FakeLambda(iam, logs, s3::read);
  private final Edge edge = new Edge(cloudFront, s3, lambda);
  private final Map<String, AwsService> services;
  private final Map<String, Deque<Optional<Mishap>>> mishaps = new HashMap<>();
  private final Map<String, List<Optional<Mishap>>> again = new HashMap<>();
  private final Map<String, Runnable> before = new HashMap<>();
  private final List<Permission> calls = new ArrayList<>();
  private final List<String> operations = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Optional<String> token = Optional.empty();

  public FakeAws() {
    services =
        Map.of(
            "sts",
            sts,
            "s3",
            s3,
            "cloudfront",
            cloudFront,
            "cloudfront-keyvaluestore",
            new FakeStore(cloudFront.stores),
            "acm",
            acm,
            "route53",
            route53,
            "iam",
            iam,
            "lambda",
            lambda,
            "logs",
            logs);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(executor);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Where all services and all sites answer. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Whom the keys belong to: a user, the root of the account, an assumed role. */
  public void callerIs(String arn) {
    sts.callerIs(arn);
  }

  /** The keys are a session's from now on, and no others are taken. */
  public void sessionToken(String value) {
    token = Optional.of(value);
  }

  /** Distributions take so long until a change is deployed, and stores until they are ready. */
  public void taking(long deployMillis, long provisioningMillis) {
    cloudFront.distributions.take(deployMillis);
    cloudFront.stores.take(provisioningMillis);
    lambda.take(provisioningMillis);
  }

  /** What is still InProgress is done at once. */
  public void finish() {
    cloudFront.oneAtATime(
        () -> {
          cloudFront.distributions.finish();
          cloudFront.stores.finish();
          return true;
        });
  }

  /** Of a function's reads of a store, every nth fails; 0 for none. */
  public void storeFails(int everyNth) {
    cloudFront.stores.failEvery(everyNth);
  }

  /** The next update of a function of Lambda is taken, and does not work out. */
  public void nextUpdateFails(String why) {
    lambda.failNext(why);
  }

  /** Of the objects of the next deletion, the first stays, and a code says why. */
  public void nextDeletionFails(String code) {
    s3.failNextDeletion(code);
  }

  /** A group of logs that somebody else made. */
  public void logGroup(String name) {
    logs.make(name);
  }

  /**
   * A group's owner says how long it keeps what it has.
   *
   * @param days 0 for ever
   */
  public void keepLogs(String group, int days) {
    logs.keep(group, days);
  }

  /** Something that a function printed, and when CloudWatch took it. */
  public void printed(String group, String stream, Instant at, Instant taken, String text) {
    if (!logs.print(group, stream, at.toEpochMilli(), taken.toEpochMilli(), text)) {
      throw new IllegalArgumentException("no group " + group);
    }
  }

  /** Of what was printed, so much is told at a time. */
  public void logsInPartsOf(int events) {
    logs.partsOf(events);
  }

  /** How many days each group keeps what it has, by name; 0 for ever. */
  public Map<String, Integer> logGroups() {
    return logs.everything();
  }

  /** A domain whose records are managed in the account. */
  public void zone(String name) {
    route53.zone(name);
  }

  /** A record that is there already. */
  public void record(String zone, String name, String type, String value) {
    route53.record(zone, name, type, value);
  }

  /** By name and type. */
  public Map<String, String> records() {
    return route53.everything();
  }

  /** Whether a visitor of a name gets to a distribution that answers for it. */
  public boolean leadsToCloudFront(String name) {
    boolean answered = cloudFront.oneAtATime(() -> cloudFront.distributions.at(name)).isPresent();
    return answered
        && (route53.everything().getOrDefault(name + ". A", "").contains(".cloudfront.net.")
            || elsewhere.contains(name + " CloudFront"));
  }

  /** The owner of a domain has it lead to CloudFront where it is managed, which is not here. */
  public void leadElsewhere(String name) {
    elsewhere.add(name + " CloudFront");
  }

  /** The owner of a domain makes a record where it is managed, which is not here. */
  public void recordElsewhere(String name, String value) {
    elsewhere.add(name + ". " + value + ".");
  }

  /** A custom origin of that host is on a loopback address. */
  public void origin(String host, URI server) {
    edge.origin(host, server);
  }

  /** The edge's clock goes on, so that what it keeps gets old. */
  public void later(Duration by) {
    edge.later(by);
  }

  /**
   * The next call of that name goes wrong.
   *
   * @param operation as the API names it, as "s3:PutObject"
   */
  public void next(String operation, Mishap mishap) {
    nth(operation, 1, mishap);
  }

  /** As many calls of that name from now; those before it go well. */
  public void nth(String operation, int number, Mishap mishap) {
    KnownCalls.check(operation);
    synchronized (mishaps) {
      var coming = mishaps.computeIfAbsent(operation, _ -> new ArrayDeque<>());
      for (int i = 1; i < number; i++) {
        coming.add(Optional.empty());
      }
      coming.add(Optional.of(mishap));
    }
  }

  /**
   * Of all calls of that name, the first of each so many goes wrong.
   *
   * @param together 2 for every other one
   */
  public void every(int together, String operation, Mishap mishap) {
    KnownCalls.check(operation);
    var some = new ArrayList<Optional<Mishap>>(List.of(Optional.of(mishap)));
    some.addAll(Collections.nCopies(together - 1, Optional.empty()));
    synchronized (mishaps) {
      again.put(operation, some);
    }
  }

  /** Happens once, when that call has arrived and is not carried out yet. */
  public void beforeNext(String operation, Runnable what) {
    KnownCalls.check(operation);
    synchronized (mishaps) {
      before.put(operation, what);
    }
  }

  /** What is in all stores. */
  public Map<String, String> pairs() {
    var all = new TreeMap<String, String>();
    cloudFront.stores.everything().values().forEach(all::putAll);
    return all;
  }

  /** How many there are. */
  public int distributions() {
    return cloudFront.oneAtATime(() -> cloudFront.distributions.everything().size());
  }

  /** By name. */
  public Set<String> functions() {
    return cloudFront.oneAtATime(() -> Set.copyOf(cloudFront.functions.everything().keySet()));
  }

  /** What AWS's own tools would have in ~/.aws/config. */
  public static String profile(String region) {
    return """
    [default]
    region = %s
    aws_access_key_id = %s
    aws_secret_access_key = %s
    """
        .formatted(region, ACCESS_KEY, SECRET_KEY);
  }

  /** Keys of all objects, after the name of their bucket. */
  public Set<String> objects() {
    return s3.everything().keySet();
  }

  /** All that is kept, in a form that can be compared. */
  public List<Object> everything() {
    return cloudFront.oneAtATime(
        () ->
            List.of(
                s3.everything(),
                cloudFront.stores.everything(),
                cloudFront.functions.everything(),
                cloudFront.distributions.everything(),
                acm.everything(),
                route53.everything(),
                lambda.everything(),
                iam.everything(),
                logs.everything()));
  }

  /** Values of a tag on all that can have one, sorted. */
  public List<String> tagged(String key) {
    var all = new ArrayList<String>();
    cloudFront.oneAtATime(() -> all.addAll(cloudFront.distributions.tagged(key).values()));
    all.addAll(lambda.tagged(key).values());
    all.addAll(logs.tagged(key).values());
    all.addAll(iam.tagged(key).values());
    all.addAll(s3.tagged(key).values());
    return all.stream().sorted().toList();
  }

  /** What a policy would have had to allow so far, in the order of the calls. */
  public List<Permission> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  /** Names of all calls so far, as the API names them. */
  public List<String> operations() {
    synchronized (calls) {
      return List.copyOf(operations);
    }
  }

  public void forgetCalls() {
    synchronized (calls) {
      calls.clear();
      operations.clear();
    }
  }

  private SignatureCheck.Keys keys() {
    return new SignatureCheck.Keys(ACCESS_KEY, SECRET_KEY, token);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      AwsRequest request = AwsRequest.read(exchange);
      String host = request.header("host").orElse("");
      Optional<Distributions.Distribution> visited = edge.at(host);
      if (visited.isPresent()) {
        show(exchange, edge.answer(visited.get(), request));
      } else if (host.replaceFirst(":[0-9]+$", "").endsWith(".cloudfront.net")) {
        show(exchange, EdgeAnswer.error(403, "No distribution answers at " + host));
      } else if (FakeLambda.isHost(host.replaceFirst(":[0-9]+$", ""))) {
        show(exchange, edge.direct(host.replaceFirst(":[0-9]+$", ""), request));
      } else {
        serve(exchange, request);
      }
    }
  }

  private void serve(HttpExchange exchange, AwsRequest request) throws IOException {
    Optional<SignatureCheck.Authorization> by = SignatureCheck.Authorization.of(request);
    String name = by.map(SignatureCheck.Authorization::service).orElse("");
    AwsService service = services.get(name);
    if (service == null || by.isEmpty()) {
      var refusal =
          new AwsRefusal(
              403, "MissingAuthenticationToken", "No service here for the scope '" + name + "'");
      send(exchange, sts.refusal(refusal, "0"));
      return;
    }
    Optional<Mishap> mishap = Optional.empty();
    AwsAnswer answer;
    try {
      SignatureCheck.check(request, by.get(), keys(), service);
      Operation operation = service.operation(request);
      KnownCalls.check(operation.name());
      synchronized (calls) {
        operations.add(operation.name());
        calls.addAll(operation.permissions());
      }
      Optional.ofNullable(arrived(operation.name())).ifPresent(Runnable::run);
      mishap = mishap(operation.name());
      if (mishap.equals(Optional.of(Mishap.DENIED))) {
        mishap = Optional.empty();
        throw service.denied(operation.permissions().getFirst().action());
      }
      answer =
          mishap.isPresent() && !mishap.get().isApplied()
              ? AwsAnswer.empty(200)
              : operation.work().get();
    } catch (AwsRefusal e) {
      answer = refused(service, e);
    }
    String requestId = UUID.randomUUID().toString();
    if (mishap.isPresent()) {
      fail(exchange, mishap.get(), service, answer.with(service.requestIdHeader(), requestId));
    } else {
      send(exchange, answer.with(service.requestIdHeader(), requestId));
    }
  }

  private static AwsAnswer refused(AwsService service, AwsRefusal refusal) {
    String requestId = UUID.randomUUID().toString();
    return service.refusal(refusal, requestId).with(service.requestIdHeader(), requestId);
  }

  private @Nullable Runnable arrived(String operation) {
    synchronized (mishaps) {
      return before.remove(operation);
    }
  }

  private Optional<Mishap> mishap(String operation) {
    synchronized (mishaps) {
      var coming = mishaps.computeIfAbsent(operation, _ -> new ArrayDeque<>());
      if (coming.isEmpty()) {
        coming.addAll(again.getOrDefault(operation, List.of()));
      }
      return Optional.ofNullable(coming.poll()).flatMap(next -> next);
    }
  }

  private void fail(HttpExchange exchange, Mishap mishap, AwsService service, AwsAnswer answer)
      throws IOException {
    switch (mishap) {
      case RESET, RESET_AFTER_APPLYING -> exchange.close();
      case SILENCE -> {
        try {
          closed.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      case TRUNCATED -> {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), Math.max(2, answer.body().length));
        exchange.getResponseBody().write(answer.body(), 0, answer.body().length / 2);
        exchange.getResponseBody().flush();
        exchange.close();
      }
      case WRONG_TYPE ->
          send(
              exchange,
              new AwsAnswer(
                  200,
                  Map.of("Content-Type", "text/html"),
                  "<h1>Hotel</h1>".getBytes(StandardCharsets.UTF_8)));
      case THROTTLED -> send(exchange, refused(service, service.throttled()));
      case FAILING ->
          send(
              exchange,
              refused(service, new AwsRefusal(500, "InternalError", "We broke. Try again.")));
      case EXPIRED_TOKEN -> send(exchange, refused(service, service.expiredToken()));
      case DENIED -> throw new IllegalStateException("is refused as the service does it");
    }
  }

  private static void show(HttpExchange exchange, EdgeAnswer answer) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    boolean empty = head || answer.body().length == 0;
    exchange.getResponseHeaders().putAll(answer.headers());
    exchange.getResponseHeaders().remove("Content-Length");
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(answer.body().length));
    }
    exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
    if (!empty) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  private static void send(HttpExchange exchange, AwsAnswer answer) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean empty = head || answer.body().length == 0;
    if (!head) {
      exchange.getResponseHeaders().remove("Content-Length");
    }
    exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length);
    if (!empty) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    executor.shutdownNow();
    edge.close();
    lambda.close();
    s3.close();
  }
}
