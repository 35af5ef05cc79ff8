package dev.freehold.targets.aws.edge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.detect.Serving;
import dev.freehold.detect.oldhost.PathPattern;
import dev.freehold.detect.oldhost.Redirect;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the function must know of a release besides its name. It has no list of files, so the few
 * that a rule could hide are said here.
 *
 * @param id of the rules: releases with the same are switched without publishing the function
 * @param json for the function: {@code x} proxies with their hosts, {@code v} prefixes of servers,
 *     {@code a} folders with hashed files, {@code m} and {@code l} redirects before and after
 *     files, {@code d} documents that come before later redirects, the fallback or the server,
 *     {@code o} folders without their slash, {@code s} whether every other address without an
 *     ending is a folder but for {@code e}, {@code f} the fallback, {@code h} patterns of headers
 *     for it, {@code k} addresses that are keys as they are
 */
public record Rules(String id, String json) {
  private static final int ID_LENGTH = 8;

  /** In characters; longer ones are said by what is no folder. */
  private static final int LONGEST_LIST = 1_500;

  private static final Pattern NO_PAGES =
      Pattern.compile("(?:api|\\.well-known|__freehold|__l5e)(?:/.*)?");

  static Rules of(Serving serving, Addresses addresses) {
    String json = Json.canonical(new Compiler(serving, addresses).compile());
    return new Rules(Sha256.of(json).hex().substring(0, ID_LENGTH), json);
  }

  private record Compiler(Serving serving, Addresses addresses) {
    ObjectNode compile() {
      ObjectNode rules = Json.mapper().createObjectNode();
      addElsewhere(rules);
      add(rules, "k", addresses.unchanged());
      if (Addresses.isWhole(serving)) {
        add(rules, "d", addresses.documents().keySet());
      } else {
        addRedirects(rules, "m", true);
        addRedirects(rules, "l", false);
        addPages(rules);
      }
      return rules;
    }

    private void addElsewhere(ObjectNode rules) {
      serving
          .proxies()
          .forEach(
              rule ->
                  rules
                      .withArrayProperty("x")
                      .addArray()
                      .add(rule.prefix())
                      .add(rule.target())
                      .add(rule.upstream().getHost()));
      serving.services().stream()
          .map(service -> service.prefix().substring(1))
          .forEach(prefix -> rules.withArrayProperty("v").add(prefix));
      if (Addresses.isWhole(serving)) {
        addresses.hashed().keySet().stream()
            .map(path -> path.substring(0, path.lastIndexOf('/') + 1))
            .distinct()
            .forEach(folder -> rules.withArrayProperty("a").add(folder));
      }
    }

    private void addPages(ObjectNode rules) {
      Optional<String> fallback =
          serving.spaFallback().filter(page -> addresses.file(page).isPresent());
      List<Pattern> later =
          serving.redirects().stream()
              .filter(redirect -> !redirect.overFiles())
              .map(redirect -> Pattern.compile(redirect.pattern().asked()))
              .toList();
      add(
          rules,
          "d",
          addresses.documents().entrySet().stream()
              .filter(
                  document ->
                      hides(later, document.getKey())
                          || fallback.isPresent()
                              && !fallback.get().equals(document.getValue())
                              && isNavigable(document.getKey()))
              .map(document -> document.getKey())
              .toList());
      boolean said =
          fallback.isPresent()
              || addresses.folders().stream().mapToInt(String::length).sum() <= LONGEST_LIST;
      add(
          rules,
          "o",
          addresses.folders().stream()
              .filter(f -> said || Addresses.hasEnding(f) || isIndex(f) || hides(later, f))
              .toList());
      if (!said) {
        rules.put("s", 1);
        add(
            rules,
            "e",
            addresses.documents().keySet().stream()
                .filter(a -> !Addresses.isFolder(a) && !Addresses.hasEnding(a) && !isIndex(a))
                .toList());
      }
      fallback.ifPresent(page -> addFallback(rules, page));
    }

    private void addFallback(ObjectNode rules, String page) {
      rules.put("f", page);
      new OwnHeaders(serving.headers())
          .patterns().stream()
              .map(PathPattern::covered)
              .forEach(covered -> rules.withArrayProperty("h").add(covered));
    }

    /** The function takes it for a folder's page. */
    private static boolean isIndex(String address) {
      return address.equals("index") || address.endsWith("/index");
    }

    private static boolean isNavigable(String address) {
      return !Addresses.hasEnding(address) && !NO_PAGES.matcher(address).matches();
    }

    /** However a browser writes it. */
    private static boolean hides(List<Pattern> redirects, String address) {
      return Stream.of(Encoding.plain(address), Encoding.strict(address))
          .anyMatch(
              path -> redirects.stream().anyMatch(from -> from.matcher("/" + path).matches()));
    }

    private void addRedirects(ObjectNode rules, String name, boolean overFiles) {
      for (Redirect redirect : serving.redirects()) {
        if (redirect.overFiles() == overFiles) {
          ArrayNode one = rules.withArrayProperty(name).addArray();
          one.add(redirect.pattern().asked())
              .add(redirect.status())
              .add(redirect.destination().render(text -> text, number -> "$" + number, "$q"));
        }
      }
    }

    /** By folder, so that its name is said once. */
    private static void add(ObjectNode rules, String name, Collection<String> all) {
      var folders = new TreeMap<String, StringBuilder>();
      for (String address : all) {
        int end = address.lastIndexOf('/') + 1;
        folders
            .computeIfAbsent(address.substring(0, end), _ -> new StringBuilder("\n"))
            .append(address.substring(end))
            .append('\n');
      }
      if (!folders.isEmpty()) {
        ObjectNode list = rules.putObject(name);
        folders.forEach((folder, names) -> list.put(folder, names.toString()));
      }
    }
  }
}
