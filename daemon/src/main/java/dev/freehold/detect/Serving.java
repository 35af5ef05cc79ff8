package dev.freehold.detect;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.freehold.detect.oldhost.HeaderRule;
import dev.freehold.detect.oldhost.Redirect;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How visitors are answered from the files that a build made. The same on every target.
 *
 * <p>A request is answered by the first of these that covers it: a proxy rule; the service with the
 * longest prefix, unless that is {@code /} and a public file has exactly this path; a redirect that
 * comes before files; a public file; any other redirect; the fallback.
 *
 * @param publicFolder the files below it are for visitors, with their paths relative to it; {@code
 *     ""} for all. The rest, a server's own code, is never sent
 * @param spaFallback public path of the document answered to navigations that match no file
 * @param services the app's own servers; empty for a static app
 * @param proxies what another host answers
 * @param redirects the first that is for a path counts; left out where there are none, as in what
 *     was stored before there were any
 * @param headers of what is answered from files; left out in the same way
 */
public record Serving(
    String publicFolder,
    Optional<String> spaFallback,
    List<Service> services,
    List<ProxyRule> proxies,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Redirect> redirects,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<HeaderRule> headers) {
  public Serving {
    services = List.copyOf(services);
    proxies = List.copyOf(proxies);
    redirects = redirects == null ? List.of() : List.copyOf(redirects);
    headers = headers == null ? List.of() : List.copyOf(headers);
  }

  public Serving(
      String publicFolder,
      Optional<String> spaFallback,
      List<Service> services,
      List<ProxyRule> proxies) {
    this(publicFolder, spaFallback, services, proxies, List.of(), List.of());
  }

  /** All files are public and nothing runs. */
  public static Serving files(Optional<String> spaFallback) {
    return new Serving("", spaFallback, List.of(), List.of());
  }

  public Serving withProxies(List<ProxyRule> rules) {
    return new Serving(publicFolder, spaFallback, services, rules, redirects, headers);
  }

  /** With what is answered besides files. */
  public Serving with(
      Optional<String> fallback, List<Redirect> redirects, List<HeaderRule> headers) {
    return new Serving(publicFolder, fallback, services, proxies, redirects, headers);
  }

  /** The same where the result has all of it in a folder. */
  Serving under(String folder) {
    return new Serving(
        folder + "/" + publicFolder,
        spaFallback,
        services.stream().map(s -> s.under(folder)).toList(),
        proxies,
        redirects,
        headers);
  }

  /** With another command for one of its services. */
  Serving started(String service, List<String> command) {
    return new Serving(
        publicFolder,
        spaFallback,
        services.stream().map(s -> s.name().equals(service) ? s.startedBy(command) : s).toList(),
        proxies,
        redirects,
        headers);
  }

  Serving on(NodeRange versions) {
    return new Serving(
        publicFolder,
        spaFallback,
        services.stream().map(s -> s.on(versions)).toList(),
        proxies,
        redirects,
        headers);
  }

  /**
   * @param path of a file in the result
   */
  public boolean isPublic(String path) {
    return publicFolder.isEmpty() || path.startsWith(publicFolder + "/");
  }

  public boolean isStatic() {
    return services.isEmpty();
  }

  /**
   * A server of the app, listening on the loopback address at the port in its {@code PORT}.
   *
   * @param name within the app: {@code web}, {@code api}
   * @param prefix of the paths that it answers, {@code /} or {@code /api}
   * @param command program and arguments; {@code node} is the Node of the release, everything else
   *     is found in the files
   * @param folder of the files in which it is started, {@code ""} for their root
   * @param environment besides the environment's variables
   * @param healthPath answers below 500 once it is ready
   * @param writable folders below {@code folder} that it may write to; empty at every start
   * @param node versions that the app asks for
   */
  public record Service(
      String name,
      String prefix,
      List<String> command,
      String folder,
      Map<String, String> environment,
      String healthPath,
      List<String> writable,
      NodeRange node) {
    /** Variables that whoever starts it says, whatever values the owner has for them. */
    public static final List<String> SAID = List.of("HOST", "PATH", "PORT");

    public Service {
      command = List.copyOf(command);
      writable = List.copyOf(writable);
      // in order, because the identity of what is served is made of it
      environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }

    /** The one server of an app, a Node program that answers everything. */
    static Service node(String... program) {
      var command = new ArrayList<>(List.of("node"));
      command.addAll(List.of(program));
      return new Service("web", "/", command, "", Map.of(), "/", List.of(), NodeRange.ANY);
    }

    Service withEnvironment(Map<String, String> more) {
      return new Service(name, prefix, command, folder, more, healthPath, writable, node);
    }

    Service withWritable(String... folders) {
      return new Service(
          name, prefix, command, folder, environment, healthPath, List.of(folders), node);
    }

    Service under(String parent) {
      return new Service(
          name,
          prefix,
          command,
          folder.isEmpty() ? parent : parent + "/" + folder,
          environment,
          healthPath,
          writable,
          node);
    }

    Service startedBy(List<String> other) {
      return new Service(name, prefix, other, folder, environment, healthPath, writable, node);
    }

    Service on(NodeRange versions) {
      return new Service(
          name, prefix, command, folder, environment, healthPath, writable, versions);
    }
  }

  /**
   * Paths that another host answers as if this host did.
   *
   * @param prefix ends with a slash: {@code /api/}
   * @param upstream scheme and host, {@code https://my-app.base44.app}
   * @param path what the upstream has in place of the prefix, with a slash at its end; empty where
   *     the path is kept, and left out then, as in what was stored before there was any
   */
  public record ProxyRule(
      String prefix, URI upstream, @JsonInclude(JsonInclude.Include.NON_EMPTY) String path) {
    public ProxyRule {
      path = path == null || path.equals(prefix) ? "" : path;
    }

    public ProxyRule(String prefix, URI upstream) {
      this(prefix, upstream, "");
    }

    /** Where the upstream has what is below the prefix. */
    public String target() {
      return path.isEmpty() ? prefix : path;
    }
  }
}
