package dev.freehold.targets.ssh;

import static java.util.stream.Collectors.joining;

import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.ProxyRule;
import dev.freehold.detect.Serving.Service;
import dev.freehold.detect.oldhost.HeaderRule;
import dev.freehold.detect.oldhost.PathPattern;
import dev.freehold.detect.oldhost.Redirect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Routing in the language of nginx (nginx.org/en/docs), for a server that runs it already. Each
 * line is a whole directive, because root's program on the server looks at each before nginx does.
 * The variables {@code $freehold_…} are in {@code freehold.nginx}; those that stand in front of a
 * path are empty where it may be tried, and lead nowhere where it may not.
 */
final class NginxRules {
  /** Longer ones need a larger table, of which there can be only one setting in all of nginx. */
  private static final int LONGEST_NAME = 40;

  /** A browser sends all cookies in one line. */
  private static final String HEADERS = "large_client_header_buffers 4 32k;\n";

  /** In the place of service workers that earlier releases had. */
  private static final String RETIRED = "/retired$uri";

  private static final String CERTIFICATES = "/etc/letsencrypt/live/";

  private final Serving serving;
  private final int http;
  private final int https;
  private final Optional<Service> whole;

  /**
   * @param http port for visitors
   * @param https the same with a certificate
   */
  NginxRules(Serving serving, int http, int https) {
    this.serving = serving;
    this.http = http;
    this.https = https;
    this.whole = serving.services().stream().filter(s -> s.prefix().equals("/")).findFirst();
  }

  SiteRules of(List<Address> addresses, String folder) {
    String body = site(addresses) + addresses.stream().map(this::leading).collect(joining());
    return SiteRules.of(addresses, body, folder, !serving.isStatic());
  }

  private String site(List<Address> addresses) {
    var names = new ArrayList<String>();
    var listens = new StringBuilder();
    for (Address address : addresses) {
      switch (address) {
        case Address.Inner inner -> {
          listens.append("listen 127.0.0.1:").append(inner.port()).append(";\n");
          names.add(name(inner.host()));
        }
        case Address.Plain plain -> {
          listens.append(listen(http, ""));
          names.add(name(plain.host()));
        }
        case Address.Secure secure -> {
          listens.append(withCertificate(secure.domain(), secured(secure.domain())));
          names.add(name(secure.domain()));
        }
        case Address.Redirect redirect -> {}
      }
    }
    return block(
        "server", listens + "server_name " + String.join(" ", names) + ";\n" + HEADERS + routes());
  }

  /** From port 80 to the certificate's, and from a second name to the first. */
  private String leading(Address address) {
    return switch (address) {
      case Address.Inner inner -> "";
      case Address.Plain plain -> "";
      case Address.Secure secure -> insecure(secure.domain(), secure.domain());
      case Address.Redirect redirect ->
          insecure(redirect.domain(), redirect.to())
              + withCertificate(
                  redirect.to(),
                  block(
                      "server",
                      secured(redirect.to())
                          + "server_name "
                          + name(redirect.domain())
                          + ";\n"
                          + HEADERS
                          + "return 308 https://"
                          + redirect.to()
                          + "$request_uri;\n"));
    };
  }

  private String insecure(String domain, String to) {
    return block(
        "server",
        listen(http, "")
            + "server_name "
            + name(domain)
            + ";\n"
            + HEADERS
            + block(
                "location ^~ /.well-known/acme-challenge/",
                "root " + ServerFolder.ROOT + "/acme;\ntry_files $uri =404;")
            + block("location /", "return 308 https://" + to + "$request_uri;"));
  }

  private static String listen(int port, String more) {
    return "listen %1$d%2$s;\nlisten [::]:%1$d%2$s;\n".formatted(port, more);
  }

  /** Left out on the server as long as there is no certificate. */
  private static String withCertificate(String domain, String lines) {
    return "# with the certificate of " + domain + "\n" + lines + "# end\n";
  }

  private String secured(String domain) {
    return listen(https, " ssl")
        + "ssl_certificate "
        + CERTIFICATES
        + domain
        + "/fullchain.pem;\nssl_certificate_key "
        + CERTIFICATES
        + domain
        + "/privkey.pem;\nssl_protocols TLSv1.2 TLSv1.3;\n";
  }

  private static String name(String host) {
    if (host.startsWith("*.")) {
      return "~^(?<freehold_staged>v[0-9]+)" + host.substring(1).replace(".", "[.]") + "$";
    }
    return host.length() > LONGEST_NAME ? "~^" + host.replace(".", "[.]") + "$" : host;
  }

  private String routes() {
    var text = new StringBuilder();
    text.append(
        """
        root @FOLDER@;
        include %s;
        absolute_redirect off;
        open_file_cache off;
        gzip off;
        error_page 404 /.freehold/404;
        error_page 405 /.freehold/405;
        error_page 502 504 =503 /.freehold/503;
        """
            .formatted(NginxFiles.TYPES));
    serving.services().forEach(service -> text.append(ports(service)));
    text.append(headerValues());
    locations().forEach((location, body) -> text.append(block("location " + location, body)));
    return text.toString();
  }

  /** By their patterns; the first of two with the same one counts. */
  private Map<String, String> locations() {
    var all = new LinkedHashMap<String, String>();
    all.put(
        "= /__freehold/env.js",
        "add_header X-Content-Type-Options nosniff;\nadd_header Cache-Control no-store;\n"
            + "try_files /env.js =404;");
    all.put("= /__freehold", "return 404;");
    all.put("^~ /__freehold/", "return 404;");
    for (ProxyRule rule : serving.proxies()) {
      all.putIfAbsent("^~ " + quoted(rule.prefix()), proxy(rule));
    }
    for (Service service : serving.services()) {
      if (!service.prefix().equals("/")) {
        all.putIfAbsent("= " + quoted(service.prefix()), server(service));
        all.putIfAbsent("^~ " + quoted(service.prefix() + "/"), server(service));
      }
    }
    if (whole.isPresent()) {
      all.put("/", filesAndServer());
      all.put("@server", server(whole.get()));
    } else {
      all.put("/", filesOnly());
      all.put("@page", page());
      if (hasLaterRedirects()) {
        all.put("@moved", moved());
      }
    }
    all.put("= /.freehold/404", notFound());
    all.put(
        "@not-found",
        ownPage(headers(" always"), "$freehold_pages/not-found.html /not-found.txt =404"));
    all.put(
        "= /.freehold/405",
        "internal;\nadd_header Allow \"GET, HEAD\" always;\n" + ownPage("", "/writing.txt =405"));
    if (!serving.isStatic()) {
      all.put(
          "= /.freehold/503",
          "internal;\nadd_header Retry-After 5 always;\n"
              + ownPage("", "$freehold_pages/not-running.html /not-running.txt =503"));
    }
    return all;
  }

  private String filesOnly() {
    return "if ($freehold_writing) {\n\treturn 405;\n}\n"
        + redirects(true)
        + fileHeaders()
        + headers("")
        + "try_files "
        + Stream.of(
                "/hashed$uri",
                "$freehold_folder/public${uri}index.html",
                "$freehold_document/public$uri",
                "$freehold_document/public$uri.html")
            .map(NginxRules::encodings)
            .collect(joining(" "))
        + " @page;";
  }

  /** It need not send what is in a file, and all the rest is its own. */
  private static String filesAndServer() {
    return fileHeaders()
        + "try_files "
        + Stream.of(Stream.of("/hashed$uri", "/public$uri"), olders(), Stream.of(RETIRED))
            .flatMap(paths -> paths)
            .map(path -> "$freehold_reading" + path)
            .map(NginxRules::encodings)
            .collect(joining(" "))
        + " @server;";
  }

  /** What is no file: a folder without its slash, an older release's, the app's own address. */
  private String page() {
    var paths = new ArrayList<>(olders().map(NginxRules::encodings).toList());
    paths.add(encodings(RETIRED));
    if (!hasLaterRedirects()) {
      paths.addAll(fallback());
    }
    return """
    if (-f @FOLDER@/public$uri/index.html) {
    	return 308 $freehold_with_slash;
    }
    """
        + fileHeaders()
        + headers("")
        + "try_files "
        + String.join(" ", paths)
        + (hasLaterRedirects() ? " @moved;" : " =404;");
  }

  private List<String> fallback() {
    return serving.spaFallback().stream()
        .map(file -> encodings("$freehold_navigation/public/" + escaped(file)))
        .toList();
  }

  private boolean hasLaterRedirects() {
    return serving.redirects().stream().anyMatch(redirect -> !redirect.overFiles());
  }

  /** What no file of any release answers. */
  private String moved() {
    String pages = String.join(" ", fallback());
    return redirects(false)
        + fileHeaders()
        + headers("")
        + (pages.isEmpty() ? "return 404;" : "try_files " + pages + " =404;");
  }

  /** By the path as it was sent, so that nothing that was decoded gets into a header. */
  private String redirects(boolean overFiles) {
    return serving.redirects().stream()
        .filter(redirect -> redirect.overFiles() == overFiles)
        .map(NginxRules::redirect)
        .collect(joining());
  }

  private static String redirect(Redirect redirect) {
    PathPattern from = redirect.pattern();
    String to =
        redirect
            .destination()
            .render(NginxRules::escaped, number -> "$" + number, "$" + from.queryGroup());
    return """
    if ($request_uri ~ "^%s([?].*)?$") {
    	return %d "%s";
    }
    """
        .formatted(from.asked(), redirect.status(), to);
  }

  /**
   * A variable for each name, empty where no rule is for the path: nginx sends no empty header. An
   * answer that says that nothing is there has only those that are for all paths.
   */
  private String headerValues() {
    var text = new StringBuilder();
    headerNames().forEach(name -> text.append("set ").append(headerValue(name)).append(" \"\";\n"));
    for (HeaderRule rule : serving.headers()) {
      text.append("if ($uri ~ \"")
          .append(rule.pattern().covered())
          .append("\") {\n\tset ")
          .append(headerValue(rule.name()))
          .append(" \"")
          .append(
              escaped(rule.value())
                  .replace("'", "${freehold_quote}")
                  .replace("\"", "${freehold_double}"))
          .append("\";\n}\n");
    }
    return text.toString();
  }

  private List<String> headerNames() {
    return serving.headers().stream().map(rule -> lower(rule.name())).distinct().toList();
  }

  private String headerValue(String name) {
    return "$freehold_header_" + (headerNames().indexOf(lower(name)) + 1);
  }

  private String headers(String always) {
    return headerNames().stream()
        .map(name -> "add_header " + name + " " + headerValue(name) + always + ";\n")
        .collect(joining());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private String notFound() {
    return "internal;\nadd_header X-Content-Type-Options nosniff always;\n"
        + "add_header Cache-Control no-cache always;\n"
        + headers(" always")
        + "try_files $freehold_pages/public/404.html @not-found;";
  }

  private static String ownPage(String headers, String files) {
    return "root "
        + NginxFiles.PAGES
        + ";\nadd_header X-Content-Type-Options nosniff always;\n"
        + "add_header Cache-Control no-store always;\n"
        + headers
        + "try_files "
        + files
        + ";\n";
  }

  private static Stream<String> olders() {
    return IntStream.rangeClosed(1, SiteRules.OLDER).mapToObj(n -> "/older/" + n + "$uri");
  }

  /** Those of Brotli lie in a folder of their own, because nginx itself knows gzip only. */
  private static String encodings(String path) {
    return "\"$freehold_brotli" + path + "\" \"" + path + "\"";
  }

  private static String fileHeaders() {
    return """
    gzip_static on;
    add_header X-Content-Type-Options nosniff;
    add_header Cache-Control $freehold_cache;
    add_header Content-Encoding $freehold_encoding;
    add_header Vary Accept-Encoding;
    """;
  }

  private String server(Service service) {
    return "proxy_pass http://127.0.0.1:"
        + port(service)
        + "$request_uri;\n"
        + """
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Forwarded-Host $http_host;
        """
        + streaming()
        + "proxy_connect_timeout 10s;\n";
  }

  private String port(Service service) {
    return "$freehold_port_" + (serving.services().indexOf(service) + 1);
  }

  /**
   * The folder has one file, whose name is the port: so that the switch to another release's server
   * is the same rename that switches the files. nginx can't read a folder, so the server's script
   * makes a line for each port that the site has.
   */
  private String ports(Service service) {
    return """
    set %1$s 1;
    if (-f @FOLDER@/upstreams/%2$s/@PORT@) { set %1$s @PORT@; }
    """
        .formatted(port(service), service.name());
  }

  private static String proxy(ProxyRule rule) {
    String host = escaped(rule.upstream().getRawAuthority());
    return onward(rule)
        + "proxy_set_header Host \""
        + host
        + "\";\n"
        + """
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Forwarded-Host $http_host;
        proxy_ssl_server_name on;
        """
        + "proxy_ssl_name \""
        + escaped(rule.upstream().getHost())
        + "\";\ninclude "
        + NginxFiles.FOLDER
        + "/upstream;\n"
        + streaming();
  }

  /** By the path as it was sent, so that nothing of it is lost. */
  private static String onward(ProxyRule rule) {
    String upstream = escaped(rule.upstream().toString());
    return rule.path().isEmpty()
        ? """
        set $freehold_upstream "%s";
        proxy_pass $freehold_upstream$request_uri;
        """
            .formatted(upstream)
        : """
        if ($request_uri !~ "^%s(?<freehold_below>.*)$") {
        	return 404;
        }
        set $freehold_upstream "%s$freehold_below";
        proxy_pass $freehold_upstream;
        """
            .formatted(rule.prefix().replace(".", "[.]"), upstream + rule.path());
  }

  /**
   * Answers and uploads pass as they come, and connections may turn into WebSockets. An answer's
   * headers have to fit into the first buffer, also when cookies of a session are among them.
   */
  private static String streaming() {
    return """
    proxy_http_version 1.1;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $freehold_connection;
    proxy_buffering off;
    proxy_buffer_size 32k;
    proxy_buffers 4 32k;
    proxy_request_buffering off;
    proxy_read_timeout 1h;
    client_max_body_size 0;
    """;
  }

  private static String quoted(String path) {
    return '"' + path + '"';
  }

  /** Where variables would be replaced. */
  private static String escaped(String text) {
    return text.replace("$", "${freehold_dollar}");
  }

  private static String block(String head, String body) {
    return head + " {\n" + SiteRules.indented(body, 1) + "}\n";
  }
}
