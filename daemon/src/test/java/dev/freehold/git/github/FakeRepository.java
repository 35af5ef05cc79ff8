package dev.freehold.git.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A repository of the stand-in, as its owner may set it. */
final class FakeRepository {
  final long id;
  final String description;
  final String owner;
  String name;
  String visibility;
  boolean archived;
  boolean rulesNeedAnotherPlan;

  /** Names with the commit that each points to. */
  final Map<String, String> branches = new TreeMap<>();

  final Set<String> protectedBranches = new TreeSet<>();
  final Set<String> writers = new TreeSet<>();

  /** Types of rules for each branch. */
  final Map<String, List<String>> rules = new HashMap<>();

  final List<FakePull> pulls = new ArrayList<>();

  FakeRepository(long id, String owner, String name, String visibility, String description) {
    this.id = id;
    this.owner = owner;
    this.name = name;
    this.visibility = visibility;
    this.description = description;
  }

  /**
   * @param from {@code owner/name} of the repository with the head; another one for a fork
   */
  record FakePull(long number, String from, String head, String base, String title, String body) {
    String label() {
      return from.substring(0, from.indexOf('/')) + ":" + head;
    }
  }

  String fullName() {
    return owner + "/" + name;
  }

  ObjectNode shown(String web, String login) {
    ObjectNode node =
        Json.mapper()
            .createObjectNode()
            .put("id", id)
            .put("name", name)
            .put("full_name", fullName())
            .put("private", !visibility.equals("public"))
            .put("visibility", visibility)
            .put("description", description)
            .put("fork", false)
            .put("size", 0)
            .put("archived", archived)
            .put("disabled", false)
            .put("default_branch", "main")
            .put("html_url", web + "/" + fullName())
            .put("clone_url", web + "/" + fullName() + ".git");
    node.putObject("owner").put("login", owner).put("type", "User");
    boolean write = writers.contains(login);
    node.putObject("permissions").put("admin", write).put("push", write).put("pull", true);
    return node;
  }

  ObjectNode branch(String branch) {
    ObjectNode node = Json.mapper().createObjectNode().put("name", branch);
    node.putObject("commit").put("sha", branches.get(branch));
    boolean isProtected = protectedBranches.contains(branch);
    node.put("protected", isProtected);
    node.putObject("protection").put("enabled", isProtected);
    return node;
  }

  ObjectNode shown(FakePull pull, String web) {
    ObjectNode node =
        Json.mapper()
            .createObjectNode()
            .put("number", pull.number())
            .put("state", "open")
            .put("title", pull.title())
            .put("body", pull.body())
            .put("html_url", web + "/" + fullName() + "/pull/" + pull.number());
    ObjectNode head = node.putObject("head").put("ref", pull.head());
    head.put("label", pull.label());
    head.putObject("repo").put("full_name", pull.from());
    node.putObject("base").put("ref", pull.base());
    return node;
  }
}
