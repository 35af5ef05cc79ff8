package dev.freehold.detect.oldhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFilesTest {
  private static List<HostRule> read(Map<String, String> files) {
    return TakenRules.of(
        RuleFiles.read(path -> Optional.ofNullable(files.get(path)), "public"),
        List.of("", "maintenance.html")::contains);
  }

  private static List<HostRule> redirects(String text) {
    return read(Map.of("public/_redirects", text));
  }

  private static List<HostRule> headers(String text) {
    return read(Map.of("public/_headers", text));
  }

  private static List<HostRule> toml(String text) {
    return read(Map.of("netlify.toml", text));
  }

  private static List<HostRule> vercel(String text) {
    return read(Map.of("vercel.json", text));
  }

  private static Redirect redirect(HostRule rule) {
    assertThat(rule).isInstanceOf(HostRule.Moved.class);
    return ((HostRule.Moved) rule).redirect();
  }

  private static String passedOn(HostRule rule) {
    assertThat(rule).isInstanceOf(HostRule.Proxy.class);
    var proxy = (HostRule.Proxy) rule;
    return String.join(
        " ", proxy.prefix(), proxy.host(), proxy.path(), String.valueOf(proxy.overFiles()));
  }

  private static HeaderRule header(HostRule rule) {
    assertThat(rule).isInstanceOf(HostRule.Header.class);
    return ((HostRule.Header) rule).header();
  }

  private static String why(HostRule rule) {
    assertThat(rule).isInstanceOf(HostRule.NotTaken.class);
    return ((HostRule.NotTaken) rule).why();
  }

  @Test
  void readsRedirectsLineByLine() {
    List<HostRule> rules =
        redirects(
            """
            # moved
            /old-menu  /menu  301
            /a /b   # a word
            /blog/*  /news/:splat 302!
            /people/:id https://example.com/p/:id 307
            /api/*  https://api.example.com/:splat  200
            /*  /index.html  200
            """);
    assertThat(redirect(rules.get(0))).isEqualTo(new Redirect("/old-menu", "/menu", 301, false));
    assertThat(rules.get(0).place().shown()).isEqualTo("public/_redirects line 2");
    assertThat(redirect(rules.get(1))).isEqualTo(new Redirect("/a", "/b", 301, false));
    assertThat(redirect(rules.get(2)))
        .isEqualTo(new Redirect("/blog/*", "/news/:splat", 302, true));
    assertThat(redirect(rules.get(3)).status()).isEqualTo(307);
    assertThat(passedOn(rules.get(4))).isEqualTo("/api/ api.example.com / false");
    assertThat(rules.get(5))
        .isInstanceOfSatisfying(
            HostRule.Fallback.class, rule -> assertThat(rule.page()).isEqualTo("index.html"));
  }

  @Test
  void aRedirectWithoutAStatusIsForAWhileWhereCloudflareReadsIt() {
    List<HostRule> rules = read(Map.of("public/_redirects", "/a /b", "wrangler.toml", ""));
    assertThat(redirect(rules.getFirst()).status()).isEqualTo(302);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a id=:id /b/:id 301 | depends on the query",
        "/a /b 302 Country=us | depends on who asks",
        "/a | does not say where it leads",
        "/a /b 418 | is no redirect",
        "/a.* /b | exact paths",
        "/*/a /b | exact paths",
        "/a /b/:id | name in it",
        "/a //evil.example.com | no address",
        "/a /b/../c | no address",
        "/a https://you@evil.example.com/ | no address",
        "https://old.example.com/* https://new.example.com/:splat 301! | one address of the app",
        "/a /b.html 200 | only where it is for all",
        "/api/* /.netlify/functions/:splat 200 | functions of Netlify",
        "/a /b/@FOLDER@ | characters",
      })
  void saysWhyARedirectIsNotTakenOver(String line, String why) {
    assertThat(why(redirects(line).getFirst())).contains(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/* https://api.example.com/:splat 200 | /api/ api.example.com / false",
        "/api/* https://api.example.com/api/:splat 200! | /api/ api.example.com /api/ true",
        "/a.b/c/* HTTPS://API.example.com:443/v2/x/:splat 200 | /a.b/c/ api.example.com /v2/x/"
            + " false",
      })
  void readsWhatWasPassedOn(String line, String expected) {
    assertThat(passedOn(redirects(line).getFirst())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/* http://api.example.com/:splat 200 | only https",
        "/api/* https://127.0.0.1/:splat 200 | public name",
        "/api/* https://10.0.0.1/:splat 200 | public name",
        "/api/* https://169.254.169.254/:splat 200 | public name",
        "/api/* https://2130706433/:splat 200 | public name",
        "/api/* https://0x7f.0x1/:splat 200 | public name",
        "/api/* https://[::1]/:splat 200 | public name",
        "/api/* https://localhost/:splat 200 | public name",
        "/api/* https://api.localhost/:splat 200 | public name",
        "/api/* https://nas.local/:splat 200 | public name",
        "/api/* https://db.corp.internal/:splat 200 | public name",
        "/api/* https://backend/:splat 200 | public name",
        "/api/* https://api.example.com./:splat 200 | public name",
        "/api/* https://you@api.example.com/:splat 200 | public name",
        "/api/* https://api.example.com:8443/:splat 200 | public name",
        "/api/* https://:splat.example.com/:splat 200 | public name",
        "/api/* https://api.example.com/x 200 | ends with /:splat",
        "/api/* https://api.example.com 200 | ends with /:splat",
        "/api/* https://api.example.com/v:splat 200 | ends with /:splat",
        "/api/* https://api.example.com/:splat?key=1 200 | ends with /:splat",
        "/api/* https://api.example.com/:splat/:splat 200 | ends with /:splat",
        "/api/* https://api.example.com/a/../:splat 200 | ends with /:splat",
        "/api/* https://api.example.com/a/./:splat 200 | ends with /:splat",
        "/api/* https://api.example.com/a$b/:splat 200 | ends with /:splat",
        "/api https://api.example.com/api 200 | ends with /:splat",
        "/u/:id/* https://api.example.com/:splat 200 | ends with /:splat",
        "/u/:id https://api.example.com/:id 200 | ends with /:splat",
        "/%C3%A9/* https://api.example.com/:splat 200 | ends with /:splat",
        "/a.* https://api.example.com/:splat 200 | exact paths",
        "/* https://api.example.com/:splat 200 | in place of the whole app",
        "/.well-known/* https://api.example.com/:splat 200 | needed to serve the app",
        "/__freehold/* https://api.example.com/:splat 200 | needed to serve the app",
        "/api/* https://api.example.com/:splat 200 Country=us | depends on who asks",
        "/api/* https://api.example.com/:splat 200! Role=admin | depends on who asks",
        "/api/* https://api.example.com/:splat 200! signed=KEY | depends on who asks",
        "/api/* key=:key https://api.example.com/:splat 200 | depends on the query",
      })
  void saysWhyNothingIsPassedOn(String line, String why) {
    assertThat(why(redirects(line).getFirst())).contains(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "signed = 'KEY' | more than the path",
        "query = {key = ':key'} | more than the path",
        "conditions = {Cookie = ['a']} | more than the path",
        "headers = {X-Key = 'secret'} | adds headers",
      })
  void netlifySaysMoreOfWhatIsPassedOn(String more, String why) {
    String rule =
        """
        [[redirects]]
          from = "/api/*"
          to = "https://api.example.com/v2/:splat"
          status = 200
        """;
    assertThat(passedOn(toml(rule).getFirst())).isEqualTo("/api/ api.example.com /v2/ false");
    assertThat(passedOn(toml(rule + "  force = true\n").getFirst())).endsWith("/v2/ true");
    HostRule not = toml(rule + "  " + more.strip() + "\n").getFirst();
    assertThat(why(not)).contains(why);
    assertThat(not.toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/:path* | https://api.example.com/v2/:path* | /api/ api.example.com /v2/ false",
        "/api/(.*) | https://api.example.com/$1 | /api/ api.example.com / false",
        "/api/:rest(.*) | https://api.example.com/api/:rest | /api/ api.example.com /api/ false",
      })
  void vercelPassesOnToo(String source, String destination, String expected) {
    String rule = "{\"rewrites\": [{\"source\": \"%s\", \"destination\": \"%s\"%s}]}";
    assertThat(passedOn(vercel(rule.formatted(source, destination, "")).getFirst()))
        .isEqualTo(expected);
    String condition = ", \"has\": [{\"type\": \"cookie\", \"key\": \"a\"}]";
    assertThat(why(vercel(rule.formatted(source, destination, condition)).getFirst()))
        .contains("more than the path");
  }

  @Test
  void nothingIsPassedOnThatAnEarlierRuleAnswers() {
    String api = "/api/* https://api.example.com/:splat 200\n";
    assertThat(why(redirects("/* /index.html 200\n" + api).getLast()))
        .contains("line 1 answers all addresses before it");
    assertThat(why(redirects(api + "/api/v2/* https://two.example.com/:splat 200").getLast()))
        .contains("a rule before it answers");
    assertThat(why(redirects("/api/old /new\n" + api).getLast())).contains("a redirect before it");
    assertThat(passedOn(redirects("/api/v2/* https://two.example.com/:splat 200\n" + api).get(1)))
        .startsWith("/api/ ");
    assertThat(passedOn(redirects("/apis /new\n" + api).getLast())).startsWith("/api/ ");
    var many = new StringBuilder();
    for (int i = 0; i <= TakenRules.MOST_PROXIES; i++) {
      many.append("/a").append(i).append("/* https://api.example.com/:splat 200\n");
    }
    assertThat(why(redirects(many.toString()).getLast())).contains("20 rules");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/* /x",
        "/a /a",
        "/a /a/",
        "/a/* /a/b 302!",
        "/a /b\n/b /a",
        "/a /b\n/b /c\n/:x /a",
        "/blog/* /:splat",
        "/:a/x /:a/x?y=1",
      })
  void nothingSendsVisitorsInACircle(String lines) {
    assertThat(why(redirects(lines).getLast())).contains("circle");
  }

  @Test
  void whatIsAFileEndsAWay() {
    assertThat(redirect(redirects("/* /").getFirst()).to()).isEqualTo("/");
    assertThat(redirect(redirects("/* /maintenance.html 302").getFirst()).status()).isEqualTo(302);
    assertThat(why(redirects("/* /maintenance.html 302!").getFirst())).contains("every page");
    assertThat(why(redirects("/:page /maintenance.html 302!").getFirst())).contains("circle");
  }

  @Test
  void behindOneThatAnswersEverythingNoneCounts() {
    List<HostRule> rules = redirects("/* /index.html 200\n/old /new 301\n");
    assertThat(why(rules.getLast())).contains("line 1 answers all addresses before it");
  }

  @Test
  void tenThousandRulesAreReadAndCut() {
    var lines = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      lines.append("/from/").append(i).append("/* /to/:splat/").append(i).append(" 301\n");
    }
    List<HostRule> rules = redirects(lines.toString());
    assertThat(rules).hasSize(10_000);
    assertThat(rules.stream().filter(HostRule.Moved.class::isInstance))
        .hasSize(TakenRules.MOST_REDIRECTS);
    assertThat(why(rules.getLast())).contains("300 redirects");
    assertThat(why(redirects("/" + "a".repeat(600_000) + " /b").getFirst())).contains("512 KiB");
  }

  @Test
  void readsHeadersBelowTheirPath() {
    List<HostRule> rules =
        headers(
            """
            # all
            /*
              Cross-Origin-Opener-Policy: same-origin
              Content-Security-Policy: default-src 'self'; img-src "x"
            /admin/*
            X-Frame-Options: DENY
            Link: </a.css>; rel=preload
            Link: </b.css>; rel=preload
            """);
    assertThat(header(rules.get(0)))
        .isEqualTo(new HeaderRule("/*", "Cross-Origin-Opener-Policy", "same-origin"));
    assertThat(header(rules.get(1)).value()).isEqualTo("default-src 'self'; img-src \"x\"");
    assertThat(header(rules.get(2)))
        .isEqualTo(new HeaderRule("/admin/*", "X-Frame-Options", "DENY"));
    assertThat(header(rules.get(3)).value())
        .isEqualTo("</a.css>; rel=preload, </b.css>; rel=preload");
    assertThat(rules).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: 5 | sets Content-Length itself",
        "Set-Cookie: a=b | sets Set-Cookie itself",
        "cache-control: public, max-age=1 | itself",
        "Transfer-Encoding: chunked | itself",
        "Location: https://evil.example.com | itself",
        "Proxy-Authenticate: x | itself",
        "Basic-Auth: ann:secret | everybody can see",
        "X A: b | no header has such a name",
        "X-A: | its value is empty",
        "X-A: a\\b | characters",
        "X-A: {$HOME} | characters",
        "X-A: ../a | characters",
        "X-A: ä | characters",
      })
  void saysWhyAHeaderIsNotTakenOver(String line, String why) {
    HostRule rule = headers("/*\n  " + line).getFirst();
    assertThat(why(rule)).contains(why);
    assertThat(rule.toString()).doesNotContain("secret");
  }

  @Test
  void aHeaderEndsWithItsLine() {
    List<HostRule> rules = headers("/*\n X-A: a\rSet-Cookie: b=c\n X-B: b\u0000c");
    assertThat(header(rules.get(0)).value()).isEqualTo("a");
    assertThat(why(rules.get(1))).contains("Set-Cookie");
    assertThat(why(rules.get(2))).contains("characters");
    HostRule injected =
        toml("[[headers]]\nfor = \"/*\"\n[headers.values]\nX-A = \"a\\u0000b\"").getFirst();
    assertThat(why(injected)).contains("characters");
  }

  @Test
  void readsNetlifyToml() {
    List<HostRule> rules =
        toml(
            """
            [build]
              publish = "dist"
            [[redirects]]
              from = "/old-menu"
              to = "/menu"
            [[redirects]]
              from = "/us"
              to = "/"
              conditions = {Country = ["us"]}
            [[redirects]]
              from = "/*"
              to = "/index.html"
              status = 200
            [[headers]]
              for = "/*"
              [headers.values]
                X-Frame-Options = "DENY"
                Content-Security-Policy = '''
                  default-src 'self',
                  img-src *'''
            """);
    assertThat(redirect(rules.get(0))).isEqualTo(new Redirect("/old-menu", "/menu", 301, false));
    assertThat(rules.get(0).place().shown()).isEqualTo("netlify.toml line 3");
    assertThat(why(rules.get(1))).contains("more than the path");
    assertThat(rules.get(2)).isInstanceOf(HostRule.Fallback.class);
    assertThat(header(rules.get(3)).value()).isEqualTo("DENY");
    assertThat(header(rules.get(4)).value()).isEqualTo("default-src 'self', img-src *");
    assertThat(why(toml("[[redirects").getFirst())).contains("not TOML");
  }

  @Test
  void readsVercelJson() {
    List<HostRule> rules =
        vercel(
            """
            {
              "redirects": [
                { "source": "/blog", "destination": "https://blog.example.com/", "permanent": false },
                { "source": "/docs/:path*", "destination": "/help/:path*" },
                { "source": "/x/(.*)", "destination": "/y/$1", "statusCode": 301 },
                { "source": "/z/:id(\\\\d+)", "destination": "/y" },
                { "source": "/q", "destination": "/y", "has": [{ "type": "header", "key": "a" }] }
              ],
              "rewrites": [
                { "source": "/api/:path*", "destination": "https://api.example.com/:path*" },
                { "source": "/((?!api/.*).*)", "destination": "/index.html" }
              ],
              "headers": [
                { "source": "/(.*)", "headers": [{ "key": "X-Frame-Options", "value": "DENY" }] }
              ],
              "cleanUrls": true,
              "trailingSlash": false
            }
            """);
    assertThat(redirect(rules.get(0)))
        .isEqualTo(new Redirect("/blog", "https://blog.example.com/", 307, true));
    assertThat(rules.get(0).place().shown()).isEqualTo("vercel.json line 3");
    assertThat(redirect(rules.get(1)))
        .isEqualTo(new Redirect("/docs/*", "/help/:splat", 308, true));
    assertThat(redirect(rules.get(2))).isEqualTo(new Redirect("/x/*", "/y/:splat", 301, true));
    assertThat(why(rules.get(3))).contains("exact paths");
    assertThat(why(rules.get(4))).contains("more than the path");
    assertThat(passedOn(rules.get(5))).isEqualTo("/api/ api.example.com / false");
    assertThat(rules.get(6)).isInstanceOf(HostRule.Fallback.class);
    assertThat(header(rules.get(7))).isEqualTo(new HeaderRule("/*", "X-Frame-Options", "DENY"));
    assertThat(rules.get(8)).isInstanceOf(HostRule.SoAnyhow.class);
    assertThat(why(rules.get(9))).contains("slash");
    assertThat(why(vercel("{").getFirst())).contains("not JSON");
    assertThat(vercel("[1]")).isEmpty();
    assertThat(
            vercel(
                    """
                    {"routes": [{"handle": "filesystem"}, {"src": "/.*", "dest": "/index.html"}]}
                    """)
                .getFirst())
        .isInstanceOf(HostRule.Fallback.class);
  }

  @Test
  void filesThatNobodyWouldHaveReadAreNamed() {
    List<HostRule> rules = read(Map.of("_redirects", "/a /b"));
    assertThat(why(rules.getFirst())).contains("put it into public/");
  }

  @ParameterizedTest
  @CsvSource({
    "/old-menu, /menu, /old-menu, /menu",
    "/old-menu, /menu, /old-menu/, /menu",
    "/blog/*, /news/:splat, /blog/a/b, /news/a/b",
    "/blog/*, /news/:splat, /blog, /news/",
    "/blog/*, /:splat?x=1#y, /blog/a, /a?x=1#y",
    "/p/:id/edit, https://example.com/:id, /p/7%20a/edit, https://example.com/7%20a",
    "/ü, /ö, /%C3%BC, /%C3%B6",
    "/a.b, /c, /a.b, /c",
    "/a, /b`$1{x}, /a, /b%60%241%7Bx%7D",
  })
  void leadsOn(String from, String to, String asked, String location) {
    assertThat(location(from, to, asked)).contains(location);
  }

  @ParameterizedTest
  @CsvSource({
    "/old-menu, /menu, /old-menus",
    "/a.b, /c, /aXb",
    "/blog/*, /news/:splat, /blogs",
    "/p/:id, /q/:id, /p/a/b",
    "/blog/*, /:splat, /blog//evil.example.com",
    "/blog/*, /:splat, '/blog/\\evil.example.com'",
    "/p/:id, /:id, '/p/\\evil.example.com'",
  })
  void leadsNobodyElse(String from, String to, String asked) {
    assertThat(location(from, to, asked)).isEmpty();
  }

  private static Optional<String> location(String from, String to, String asked) {
    PathPattern pattern = PathPattern.parse(from).orElseThrow();
    Matcher found = Pattern.compile(pattern.asked()).matcher(asked);
    return found.matches()
        ? Destination.parse(to, pattern)
            .map(d -> d.render(t -> t, n -> Optional.ofNullable(found.group(n)).orElse(""), ""))
        : Optional.empty();
  }

  @ParameterizedTest
  @CsvSource({
    "/*, /, true",
    "/*, /a/b, true",
    "/admin/*, /admin, true",
    "/admin/*, /admin/x, true",
    "/admin/*, /administration, false",
    "/:a/x, /b/x, true",
    "/:a/x, /b/c/x, false",
    "/, /, true",
    "/, /a, false",
    "/a, /a/, true",
  })
  void covers(String pattern, String path, boolean covered) {
    String expression = PathPattern.parse(pattern).orElseThrow().covered();
    assertThat(Pattern.compile(expression).matcher(path).find()).isEqualTo(covered);
  }
}
