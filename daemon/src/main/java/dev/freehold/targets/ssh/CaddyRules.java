package dev.freehold.targets.ssh;

import static dev.freehold.targets.ssh.SiteRules.indented;

import dev.freehold.detect.Serving;
import dev.freehold.detect.Serving.ProxyRule;
import dev.freehold.detect.Serving.Service;
import dev.freehold.detect.oldhost.HeaderRule;
import dev.freehold.detect.oldhost.Redirect;
import dev.freehold.targets.site.ContentTypes;
import dev.freehold.targets.site.OwnPage;
import dev.freehold.targets.site.ServiceProgram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Routing in the language of Caddy (caddyserver.com/docs/caddyfile): own values, proxies, files,
 * folders, older releases' hashed files, the fallback for navigations, and a page for what is not
 * there.
 */
final class CaddyRules {
  private static final String READING = "method GET HEAD";
  private static final String PAGES = "vars {freehold_page} yes";

  /** Has the address as it was sent: only of a header does Caddy take nothing for its own words. */
  private static final String ASKED = "Freehold-Asked";

  private static final String PAGE =
      """
      root * @FOLDER@/public
      header X-Content-Type-Options nosniff
      header Cache-Control no-cache
      header Content-Type {freehold_type}
      file_server {
      	precompressed br gzip
      	disable_canonical_uris
      }\
      """;

  private CaddyRules() {}

  /**
   * @param name of the rules in the configuration, {@code guestbook.production}
   */
  static SiteRules of(String name, List<Address> addresses, Serving serving, String folder) {
    String body =
        "("
            + name
            + ") {\n"
            + indented(routes(serving), 1)
            + "}\n"
            + addresses.stream()
                .map(address -> block(address, "import " + name))
                .collect(Collectors.joining());
    return SiteRules.of(addresses, body, folder, false);
  }

  private static String block(Address address, String routes) {
    return switch (address) {
      case Address.Inner inner ->
          site("http://" + inner.host() + ":" + inner.port(), "bind 127.0.0.1\n" + routes);
      case Address.Plain plain -> site("http://" + plain.host(), routes);
      case Address.Secure secure -> site(secure.domain(), routes);
      case Address.Redirect redirect ->
          site(redirect.domain(), "redir https://" + redirect.to() + "{uri} 308");
    };
  }

  private static String site(String address, String directives) {
    return address + " {\n" + indented(directives, 1) + "}\n";
  }

  /** In the order of the file: {@code route} keeps it, {@code handle} ends the search. */
  private static String routes(Serving serving) {
    var text = new StringBuilder();
    text.append(
        """
        import freehold_types
        route {
        	map "{header.Sec-Fetch-Dest}|{header.Accept}" {freehold_page} {
        		~text/html yes
        		~application/xhtml\\+xml yes
        		~^(document|iframe|frame)?\\|($|.*(\\*/\\*|text/\\*)) yes
        		default no
        	}
        """);
    text.append(matcher("own", "path /__freehold/env.js"));
    text.append(
        answer(
            "own",
            """
            root * @FOLDER@
            rewrite * /env.js
            header X-Content-Type-Options nosniff
            header Content-Type "text/javascript; charset=utf-8"
            header Cache-Control no-store
            file_server\
            """));
    for (int number = 1; number <= serving.proxies().size(); number++) {
      text.append(proxy(number, serving.proxies().get(number - 1)));
    }
    serving.services().stream()
        .filter(service -> !service.prefix().equals("/"))
        .sorted(Comparator.comparingInt(service -> -service.prefix().length()))
        .forEach(service -> text.append(server(service)));
    text.append(
        serving.services().stream()
            .filter(service -> service.prefix().equals("/"))
            .findFirst()
            .map(CaddyRules::serverOfAll)
            .orElseGet(() -> filesOnly(serving)));
    text.append("\theader X-Content-Type-Options nosniff\n\theader Cache-Control no-store\n");
    text.append(matcher("person", PAGES));
    text.append(
        answer(
            "person",
            "header Content-Type \"text/html; charset=utf-8\"",
            "respond `" + OwnPage.NOT_FOUND.html() + "` 404"));
    text.append("\trespond ").append(quoted(OwnPage.NOT_FOUND.plain())).append(" 404\n}\n");
    if (!serving.isStatic()) {
      text.append(notRunning());
    }
    return text.toString();
  }

  private static String filesOnly(Serving serving) {
    var text = new StringBuilder();
    text.append(matcher("writing", "not method GET HEAD"));
    text.append(
        answer(
            "writing",
            """
            header Allow "GET, HEAD"
            respond "Only GET and HEAD work here." 405\
            """));
    for (int number = 1; number <= serving.headers().size(); number++) {
      text.append(header(number, serving.headers().get(number - 1)));
    }
    if (!serving.redirects().isEmpty()) {
      text.append("\trequest_header ").append(ASKED).append(" {http.request.uri}\n");
    }
    text.append(redirects(serving, true));
    text.append(hashed("hashed", "@FOLDER@/hashed"));
    text.append(matcher("index", "path */", exists("{path}index.html")));
    text.append(answer("index", "rewrite * {http.matchers.file.relative}", PAGE));
    text.append(matcher("document", "not path */", exists("{path} {path}.html")));
    text.append(answer("document", "rewrite * {http.matchers.file.relative}", PAGE));
    text.append(matcher("slashless", "not path */", exists("{path}/index.html")));
    text.append(
        answer(
            "slashless",
            """
            rewrite * {path}/
            header Cache-Control no-cache
            redir * {uri} 308\
            """));
    for (int number = 1; number <= SiteRules.OLDER; number++) {
      text.append(hashed("older" + number, "@FOLDER@/older/" + number));
    }
    text.append(retired());
    text.append(redirects(serving, false));
    serving.spaFallback().ifPresent(file -> text.append(fallback(file)));
    text.append(matcher("missing", PAGES, exists("/404.html")));
    text.append(
        answer(
            "missing",
            """
            root * @FOLDER@/public
            rewrite * /404.html
            header X-Content-Type-Options nosniff
            header Content-Type "text/html; charset=utf-8"
            header Cache-Control no-cache
            file_server {
            	status 404
            }\
            """));
    return text.toString();
  }

  /** It need not send what is in a file, and all the rest is its own. */
  private static String serverOfAll(Service service) {
    var text = new StringBuilder();
    text.append(hashed("hashed", "@FOLDER@/hashed", READING));
    text.append(matcher("exact", READING, "not path */", exists("{path}")));
    text.append(answer("exact", PAGE));
    for (int number = 1; number <= SiteRules.OLDER; number++) {
      text.append(hashed("older" + number, "@FOLDER@/older/" + number, READING));
    }
    return text.append(retired(READING)).append(server(service)).toString();
  }

  /**
   * A folder with one file, whose name is the port: so that the switch to another release's server
   * is the same rename that switches the files. Caddy reads the folder and then looks for the file,
   * so it is told to try again when the switch came in between. A request waits for a server that
   * is being started, and is not sent again to one that it ended.
   */
  private static String server(Service service) {
    String name = "server-" + service.name();
    String prefix = service.prefix();
    return matcher(
            name,
            prefix.equals("/") ? "path *" : "path " + quoted(prefix) + " " + quoted(prefix + "/*"),
            "not path /__freehold /__freehold/*",
            "file {\n\troot @FOLDER@/upstreams/" + service.name() + "\n\ttry_files /* /* /*\n}")
        + answer(
            name,
            """
            map {http.matchers.file.relative} {freehold_port} {
            	~^/?([0-9]+)$ "${1}"
            	default 1
            }
            reverse_proxy 127.0.0.1:{freehold_port} {
            	lb_try_duration 10s
            	lb_try_interval 100ms
            	lb_retry_match {
            		not path *
            	}
            	transport http {
            		dial_timeout 10s
            		response_header_timeout 90s
            		keepalive %s
            	}
            }\
            """
                .formatted(ServiceProgram.isPython(service) ? "2s" : "60s"));
  }

  /** It is started again by itself, and the request has waited for that. */
  private static String notRunning() {
    return """
    handle_errors {
    	@down expression {http.error.status_code} >= 500
    	handle @down {
    		header Retry-After 5
    		header Cache-Control no-store
    		@page vars {freehold_page} yes
    		handle @page {
    			header Content-Type "text/html; charset=utf-8"
    			respond `%s` 503
    		}
    		respond %s 503
    	}
    }
    """
        .formatted(OwnPage.NOT_RUNNING.html(), quoted(OwnPage.NOT_RUNNING.plain()));
  }

  private static String matcher(String name, String... conditions) {
    return indented("@" + name + " {\n" + indented(String.join("\n", conditions), 1) + "}", 1);
  }

  private static String exists(String paths) {
    return "file {\n\troot @FOLDER@/public\n\ttry_files " + paths + "\n}";
  }

  private static String answer(String matcher, String... directives) {
    return indented(
        "handle @"
            + matcher
            + " {\n\troute {\n"
            + indented(String.join("\n", directives), 2)
            + "\t}\n}",
        1);
  }

  private static String hashed(String name, String folder, String... conditions) {
    var all = new ArrayList<>(List.of(conditions));
    all.add("file {\n\troot " + folder + "\n\ttry_files {path}\n}");
    return matcher(name, all.toArray(String[]::new))
        + answer(
            name,
            PAGE.replace("@FOLDER@/public", folder)
                .replace("no-cache", "\"public, max-age=31536000, immutable\""));
  }

  /** In the place of service workers that earlier releases had. */
  private static String retired(String... conditions) {
    var all = new ArrayList<>(List.of(conditions));
    all.add("file {\n\troot @FOLDER@/retired\n\ttry_files {path}\n}");
    return matcher("retired", all.toArray(String[]::new))
        + answer(
            "retired",
            PAGE.replace("@FOLDER@/public", "@FOLDER@/retired").replace("no-cache", "no-store"));
  }

  /** Only for navigations: programs that look for data must not get a page. */
  private static String fallback(String file) {
    return matcher(
            "navigation",
            PAGES,
            "not path_regexp \\.[A-Za-z][A-Za-z0-9_-]*$",
            "not path /api /api/* /.well-known /.well-known/* /__freehold /__freehold/*"
                + " /__l5e /__l5e/*")
        + answer("navigation", "rewrite * " + quoted("/" + file), PAGE);
  }

  private static String header(int number, HeaderRule rule) {
    return matcher("header-" + number, "path_regexp " + quoted(rule.pattern().covered()))
        + indented("header @header-" + number + " " + rule.name() + " " + quoted(rule.value()), 1);
  }

  private static String redirects(Serving serving, boolean overFiles) {
    var text = new StringBuilder();
    for (int number = 1; number <= serving.redirects().size(); number++) {
      Redirect redirect = serving.redirects().get(number - 1);
      if (redirect.overFiles() == overFiles) {
        text.append(redirect(number, redirect));
      }
    }
    return text.toString();
  }

  /** By the path as it was sent, so that nothing that was decoded gets into a header. */
  private static String redirect(int number, Redirect redirect) {
    String name = "moved" + number;
    String asked = "^" + redirect.pattern().asked() + "([?].*)?$";
    IntFunction<String> group = found -> "{http.regexp." + name + "." + found + "}";
    String to =
        redirect
            .destination()
            .render(text -> text, group, group.apply(redirect.pattern().queryGroup()));
    return matcher(name, "header_regexp " + name + " " + ASKED + " \"" + asked + "\"")
        + answer(
            name,
            "header X-Content-Type-Options nosniff",
            "header Cache-Control no-cache",
            "redir * \"" + to + "\" " + redirect.status());
  }

  private static String proxy(int number, ProxyRule rule) {
    String onward =
        """
        reverse_proxy %s {
        	header_up Host %s
        }\
        """
            .formatted(
                quoted(rule.upstream().toString()), quoted(rule.upstream().getRawAuthority()));
    if (rule.path().isEmpty()) {
      return indented(
          "handle " + quoted(rule.prefix() + "*") + " {\n" + indented(onward, 1) + "}", 1);
    }
    // in the rewritten address of another directive a visitor's braces would be Caddy's own words
    String pattern = "^" + rule.prefix().replace(".", "[.]");
    return matcher(
            "passed" + number,
            "path " + quoted(rule.prefix() + "*"),
            "expression `{http.request.uri}.startsWith(\"" + rule.prefix() + "\")`")
        + answer(
            "passed" + number,
            "uri path_regexp " + quoted(pattern) + " " + quoted(rule.path()),
            onward);
  }

  /** What all sites of a server share: media types by extension. */
  static String shared() {
    var text = new StringBuilder("# Written by Freehold.\n(freehold_types) {\n");
    text.append("\tmap {path} {freehold_type} {\n");
    ContentTypes.byType()
        .forEach(
            (type, extensions) ->
                text.append("\t\t~(?i)\\.(")
                    .append(String.join("|", extensions))
                    .append(")$ ")
                    .append(quoted(type))
                    .append('\n'));
    text.append("\t\tdefault ").append(ContentTypes.OTHER).append("\n\t}\n}\n");
    return text.append("import web/*.caddy\n").toString();
  }

  private static String quoted(String word) {
    return '"'
        + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("{", "\\{").replace("}", "\\}")
        + '"';
  }
}
