package dev.freehold.targets.aws;

import dev.freehold.detect.Serving.Service;
import dev.freehold.release.Artifact;
import dev.freehold.targets.aws.api.SiteConfig;
import dev.freehold.targets.aws.api.SiteConfig.Elsewhere;
import dev.freehold.targets.aws.edge.SiteKeys;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which paths of a distribution lead to servers and other hosts, of any release that can be live.
 */
final class ServerPaths {
  /** Of the 75 that CloudFront takes for all purposes. */
  private static final int MOST_FOLDERS = 12;

  /** Without what CloudFront takes for a sign in a pattern. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.$/@:+~-]+");

  private ServerPaths() {}

  static SiteConfig.Servers of(Collection<Artifact> artifacts, String region) {
    Set<String> prefixes =
        artifacts.stream()
            .flatMap(artifact -> artifact.serving().services().stream())
            .map(Service::prefix)
            .collect(Collectors.toSet());
    boolean all = prefixes.contains("/");
    List<String> patterns =
        prefixes.stream()
            .filter(prefix -> !prefix.equals("/"))
            .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(p -> p))
            .flatMap(prefix -> Stream.of(prefix, prefix + "/*"))
            .toList();
    return new SiteConfig.Servers(
        "lambda." + region + ".amazonaws.com", patterns, all, all ? folders(artifacts) : List.of());
  }

  /** Of all releases, because any of them may be live soon: the function chooses the host. */
  static List<Elsewhere> elsewhere(Collection<Artifact> artifacts) {
    return artifacts.stream()
        .flatMap(artifact -> artifact.serving().proxies().stream())
        .map(rule -> new Elsewhere(rule.prefix() + "*", rule.upstream().getHost()))
        .distinct()
        .sorted(
            Comparator.comparingInt((Elsewhere one) -> one.pattern().length())
                .reversed()
                .thenComparing(Elsewhere::pattern)
                .thenComparing(Elsewhere::host))
        .toList();
  }

  /** Of files that are kept at the edge, without those that lie in another one. */
  private static List<String> folders(Collection<Artifact> artifacts) {
    SortedSet<String> folders = new TreeSet<>();
    artifacts.forEach(artifact -> folders.addAll(new SiteKeys(artifact, Set.of()).hashedFolders()));
    return folders.stream()
        .filter(folder -> PLAIN.matcher(folder).matches())
        .filter(
            folder ->
                folders.stream()
                    .noneMatch(other -> !other.equals(folder) && folder.startsWith(other)))
        .limit(MOST_FOLDERS)
        .map(folder -> "/" + folder + "*")
        .toList();
  }
}
