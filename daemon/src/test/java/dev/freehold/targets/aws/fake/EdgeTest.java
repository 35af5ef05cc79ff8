package dev.freehold.targets.aws.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.Distribution;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Method;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;
import software.amazon.awssdk.services.cloudfrontkeyvaluestore.CloudFrontKeyValueStoreClient;
import software.amazon.awssdk.services.s3.S3Client;

final class EdgeTest {
  private static final String SWITCHED =
      """
      import cf from 'cloudfront';
      async function handler(event) {
        const request = event.request;
        let release = 'baked';
        try {
          release = await cf.kvs().get('s1');
        } catch (e) {
        }
        request.uri = '/r/' + release + request.uri;
        return request;
      }
      """;
  private static final String HEADED =
      """
      function handler(event) {
        const headers = event.response.headers;
        headers['x-own'] = { value: headers['x-amz-meta-own'] ? headers['x-amz-meta-own'].value : 'none' };
        delete headers['x-amz-meta-own'];
        return event.response;
      }
      """;
  private static FakeAws aws;
  private static SdkClients clients;
  private static S3Client s3;
  private static Made made;
  private static CloudFrontKeyValueStoreClient store;
  private static String control;
  private static HttpServer server;
  private static HttpClient visitor;

  @BeforeAll
  static void start() throws IOException {
    aws = new FakeAws();
    clients = new SdkClients(aws, SdkClients.RIGHT);
    s3 = clients.s3();
    store = clients.store();
    made = new Made(clients.cloudFront());
    control = made.accessControl();
    s3.createBucket(r -> r.bucket(Made.BUCKET));
    allow(true);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String told =
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Host")
                  + " "
                  + exchange.getRequestHeaders().getFirst("x-secret")
                  + " "
                  + exchange.getRequestHeaders().getFirst("Cookie")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          byte[] body = told.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Set-Cookie", "a=1");
          exchange.getResponseHeaders().add("Set-Cookie", "b=2");
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().endsWith("/none") ? 404 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    aws.origin("api.example.com", URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    visitor = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterAll
  static void stop() {
    visitor.shutdownNow();
    server.stop(0);
    clients.close();
    aws.close();
  }

  private static void allow(boolean list) {
    String statement =
        """
        {"Effect":"Allow","Principal":{"Service":"cloudfront.amazonaws.com"},"Action":"%s",
         "Resource":"%s","Condition":{"StringEquals":{"AWS:SourceAccount":"123456789012"},
         "ArnLike":{"AWS:SourceArn":"arn:aws:cloudfront::123456789012:distribution/*"}}}\
        """;
    String get = statement.formatted("s3:GetObject", "arn:aws:s3:::sites-of-ada/sites/*");
    String all = statement.formatted("s3:ListBucket", "arn:aws:s3:::sites-of-ada");
    s3.putBucketPolicy(
        r ->
            r.bucket(Made.BUCKET)
                .policy(
                    "{\"Version\":\"2012-10-17\",\"Statement\":["
                        + get
                        + (list ? "," + all : "")
                        + "]}"));
  }

  private static void put(String key, String text, String control) {
    s3.putObject(
        r ->
            r.bucket(Made.BUCKET)
                .key("sites/s1" + key)
                .contentType("text/html; charset=utf-8")
                .cacheControl(control)
                .metadata(Map.of("own", key)),
        RequestBody.fromString(text));
  }

  private static HttpResponse<String> visit(Distribution site, String path, String... headers)
      throws Exception {
    return visit(site.domainName(), "GET", path, "", headers);
  }

  private static HttpResponse<String> visit(
      String host, String method, String path, String body, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(aws.endpoint() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Host", host);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return visitor.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String cached(HttpResponse<String> answer) {
    return answer.headers().firstValue("x-cache").orElse("") + ": " + answer.body();
  }

  private static DistributionConfig.Builder site(String... functions) {
    return Made.config(control, Made.answeredBy(ManagedPolicies.CACHING_OPTIMIZED, functions));
  }

  private static String storeOf(String release) {
    String arn =
        made.client().createKeyValueStore(r -> r.name(Made.unique("store"))).keyValueStore().arn();
    point(arn, release);
    return arn;
  }

  private static void point(String arn, String release) {
    String etag = store.describeKeyValueStore(r -> r.kvsARN(arn)).eTag();
    store.putKey(r -> r.kvsARN(arn).key("s1").value(release).ifMatch(etag));
  }

  @Test
  void aWriteToTheStoreSwitchesWhatVisitorsSeeAndBackFindsAWarmCache() throws Exception {
    put("/r/1/index.html", "one", "public, max-age=60");
    put("/r/2/index.html", "two", "public, max-age=60");
    String pointer = storeOf("1");
    Distribution site =
        made.distribution(site(made.function(SWITCHED, pointer), made.function(HEADED)).build());
    HttpResponse<String> first = visit(site, "/index.html");
    assertThat(cached(first)).isEqualTo("Miss from cloudfront: one");
    assertThat(first.headers().firstValue("x-own")).hasValue("/r/1/index.html");
    assertThat(first.headers().firstValue("x-amz-meta-own")).isEmpty();
    assertThat(first.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
    assertThat(first.headers().firstValue("via")).isPresent();
    point(pointer, "2");
    assertThat(cached(visit(site, "/index.html"))).isEqualTo("Miss from cloudfront: two");
    point(pointer, "1");
    HttpResponse<String> back = visit(site, "/index.html");
    assertThat(cached(back)).isEqualTo("Hit from cloudfront: one");
    String etag = back.headers().firstValue("etag").orElseThrow();
    assertThat(visit(site, "/index.html", "If-None-Match", etag).statusCode()).isEqualTo(304);
    HttpResponse<String> head = visit(site.domainName(), "HEAD", "/index.html", "");
    assertThat(head.headers().firstValue("content-length")).hasValue("3");
  }

  @Test
  void aStoreThatFailsIsTheFunctionsToCatch() throws Exception {
    put("/r/5/a", "five", "no-cache");
    put("/r/baked/a", "baked", "no-cache");
    String pointer = storeOf("5");
    String bare = SWITCHED.replace("try {", "{").replace("catch (e) {", "{");
    Distribution careful = made.distribution(site(made.function(SWITCHED, pointer)).build());
    Distribution careless = made.distribution(site(made.function(bare, pointer)).build());
    aws.storeFails(2);
    assertThat(visit(careful, "/a").body()).isEqualTo("five");
    assertThat(visit(careful, "/a").body()).isEqualTo("baked");
    aws.storeFails(1);
    assertThat(visit(careless, "/a").statusCode()).isEqualTo(503);
    aws.storeFails(0);
    assertThat(visit(careless, "/a").body()).isEqualTo("five");
  }

  @Test
  void whatIsNotThereAndWhatIsNotAllowedIsS3sAnswer() throws Exception {
    Distribution site = made.distribution(site().build());
    assertThat(visit(site, "/none").statusCode()).isEqualTo(404);
    assertThat(visit(site, "/none").body()).contains("<Code>NoSuchKey</Code>");
    allow(false);
    HttpResponse<String> hidden = visit(site, "/none");
    allow(true);
    assertThat(hidden.statusCode()).isEqualTo(403);
    assertThat(hidden.body()).contains("<Code>AccessDenied</Code>");
    DistributionConfig unsigned =
        Made.config("", Made.answeredBy(ManagedPolicies.CACHING_OPTIMIZED)).build();
    put("/there", "x", "no-cache");
    assertThat(visit(made.distribution(unsigned), "/there").statusCode()).isEqualTo(403);
    assertThat(visit(site.domainName(), "POST", "/there", "x").statusCode()).isEqualTo(403);
    assertThat(visit("dnone.cloudfront.net", "GET", "/", "").statusCode()).isEqualTo(403);
  }

  @Test
  void aMissingFilesPageIsSeenByNoFunction() throws Exception {
    put("/e/404.html", "not here", "no-cache");
    put("/e/there", "here", "no-cache");
    String request = "function handler(event) { return event.request; }";
    Distribution site =
        made.distribution(
            site(made.function(request), made.function(HEADED))
                .customErrorResponses(
                    c ->
                        c.quantity(1)
                            .items(
                                e ->
                                    e.errorCode(404)
                                        .responseCode("404")
                                        .responsePagePath("/e/404.html")))
                .build());
    HttpResponse<String> missing = visit(site, "/none");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).isEqualTo("not here");
    assertThat(missing.headers().firstValue("x-own")).isEmpty();
    assertThat(visit(site, "/e/there").headers().firstValue("x-own")).hasValue("/e/there");
  }

  @Test
  void theEdgeKeepsAnAnswerAsLongAsItSays() throws Exception {
    put("/kept", "one", "public, max-age=0, s-maxage=60");
    Distribution site = made.distribution(site().build());
    Distribution never =
        made.distribution(
            Made.config(control, Made.answeredBy(ManagedPolicies.CACHING_DISABLED)).build());
    assertThat(cached(visit(site, "/kept"))).isEqualTo("Miss from cloudfront: one");
    assertThat(cached(visit(never, "/kept"))).isEqualTo("Miss from cloudfront: one");
    put("/kept", "two", "public, max-age=0, s-maxage=60");
    aws.later(Duration.ofSeconds(50));
    assertThat(cached(visit(site, "/kept?x=1"))).isEqualTo("Hit from cloudfront: one");
    assertThat(cached(visit(never, "/kept"))).isEqualTo("Miss from cloudfront: two");
    aws.later(Duration.ofSeconds(11));
    assertThat(cached(visit(site, "/kept"))).isEqualTo("Miss from cloudfront: two");
  }

  private static Consumer<DistributionConfig.Builder> withServer(String... functions) {
    var behaviour =
        CacheBehavior.builder()
            .pathPattern("/api/*")
            .targetOriginId("server")
            .viewerProtocolPolicy(ViewerProtocolPolicy.HTTPS_ONLY)
            .cachePolicyId(ManagedPolicies.CACHING_DISABLED)
            .originRequestPolicyId(ManagedPolicies.ALL_VIEWER_EXCEPT_HOST)
            .allowedMethods(
                m ->
                    m.quantity(7)
                        .items(
                            Method.GET,
                            Method.HEAD,
                            Method.OPTIONS,
                            Method.PUT,
                            Method.POST,
                            Method.PATCH,
                            Method.DELETE)
                        .cachedMethods(c -> c.quantity(2).items(Method.GET, Method.HEAD)))
            .build();
    return config -> {
      Origin files = config.build().origins().items().getFirst();
      Origin server =
          Origin.builder()
              .id("server")
              .domainName("api.example.com")
              .originPath("/v1")
              .customHeaders(
                  h -> h.quantity(1).items(i -> i.headerName("x-secret").headerValue("s3cret")))
              .customOriginConfig(
                  c -> c.httpPort(80).httpsPort(443).originProtocolPolicy("https-only"))
              .build();
      config
          .origins(o -> o.quantity(2).items(files, server))
          .cacheBehaviors(b -> b.quantity(1).items(behaviour));
    };
  }

  @Test
  void aServerIsAskedForWhatIsItsOwn() throws Exception {
    Distribution site = made.distribution(site().applyMutation(withServer()).build());
    HttpResponse<String> answer =
        visit(
            site.domainName(),
            "POST",
            "/api/a%20b?q=1&q=2",
            "body",
            "Cookie",
            "c=3",
            "x-secret",
            "no");
    assertThat(answer.body())
        .isEqualTo("POST /v1/api/a%20b?q=1&q=2 api.example.com s3cret c=3 body");
    assertThat(answer.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
    assertThat(visit(site, "/api/none").statusCode()).isEqualTo(404);
    aws.origin("api.example.com", URI.create("http://127.0.0.1:1"));
    assertThat(visit(site, "/api/x").statusCode()).isEqualTo(502);
    aws.origin("api.example.com", URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @Test
  void aFunctionMayChooseAnOriginAndAnswerItself() throws Exception {
    put("/chosen", "from files", "no-cache");
    String source =
        """
        import cf from 'cloudfront';
        function handler(event) {
          const request = event.request;
          if (request.uri === '/said') {
            return { statusCode: 308, headers: { location: { value: '/to?' + request.rawQueryString() } } };
          }
          if (request.uri === '/server') {
            cf.updateRequestOrigin({
              domainName: 'api.example.com',
              originPath: '/made',
              originAccessControlConfig: { enabled: false },
              customHeaders: { 'x-secret': 'mine' },
              customOriginConfig: { port: 443, protocol: 'https', sslProtocols: ['TLSv1.2'] },
            });
          }
          if (request.uri === '/chosen') cf.selectRequestOriginById('files');
          return request;
        }
        """;
    Distribution site =
        made.distribution(site(made.function(source)).applyMutation(withServer()).build());
    HttpResponse<String> said = visit(site, "/said?a=%20b");
    assertThat(said.statusCode()).isEqualTo(308);
    assertThat(said.headers().firstValue("location")).hasValue("/to?a=%20b");
    assertThat(said.headers().firstValue("x-cache"))
        .hasValue("FunctionGeneratedResponse from cloudfront");
    assertThat(visit(site, "/server").body())
        .isEqualTo("GET /made/server api.example.com mine null ");
    assertThat(visit(site, "/server", "x-secret", "a visitor's").statusCode()).isEqualTo(503);
    Distribution inheriting =
        made.distribution(
            site(made.function(source.replace("originPath: '/made',", "")))
                .applyMutation(withServer())
                .build());
    assertThat(visit(inheriting, "/server").body())
        .isEqualTo("GET /sites/s1/server api.example.com mine null ");
    assertThat(visit(site, "/chosen").body()).isEqualTo("from files");
  }

  @Test
  void aFunctionHasNothingOfNodeAndItsFaultsAreFaultsOfTheSite() throws Exception {
    for (String body :
        new String[] {
          "return { statusCode: 200, headers: {}, body: typeof process + typeof require + typeof"
              + " setTimeout + typeof fetch };",
          "throw new Error('x');",
          "while (true) {}",
          "return null;",
          "event.request.headers['X-Upper'] = { value: '1' }; return event.request;",
          "event.request.headers.host = { value: 'other' }; return event.request;",
          "return eval('event.request');"
        }) {
      String source = "function handler(event) { " + body + " }";
      HttpResponse<String> answer =
          visit(made.distribution(site(made.function(source)).build()), "/");
      if (body.contains("typeof")) {
        assertThat(answer.body()).isEqualTo("undefined".repeat(4));
      } else {
        assertThat(answer.statusCode()).as(body).isEqualTo(503);
      }
    }
  }

  @Test
  void aChangeIsSeenWhenItIsDeployed() throws Exception {
    put("/deployed", "x", "no-cache");
    String alias = "www." + UUID.randomUUID() + ".example";
    aws.taking(600_000, 0);
    try {
      var created =
          made.client()
              .createDistribution(
                  r ->
                      r.distributionConfig(
                          site()
                              .aliases(a -> a.quantity(1).items(alias))
                              .viewerCertificate(
                                  v ->
                                      v.acmCertificateArn(
                                              "arn:aws:acm:us-east-1:123456789012:certificate/c")
                                          .sslSupportMethod("sni-only"))
                              .build()));
      Distribution site = created.distribution();
      assertThat(visit(site, "/deployed").statusCode()).isEqualTo(403);
      aws.finish();
      assertThat(visit(site, "/deployed").body()).isEqualTo("x");
      assertThat(visit(alias, "GET", "/deployed", "").body()).isEqualTo("x");
      DistributionConfig disabled = site.distributionConfig().toBuilder().enabled(false).build();
      made.client()
          .updateDistribution(
              r -> r.id(site.id()).ifMatch(created.eTag()).distributionConfig(disabled));
      assertThat(visit(site, "/deployed").statusCode()).isEqualTo(200);
      aws.finish();
      assertThat(visit(site, "/deployed").statusCode()).isEqualTo(403);
    } finally {
      aws.taking(0, 0);
    }
  }
}
