package dev.freehold.git.github;

import static dev.freehold.git.github.FakeAnswer.error;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.git.github.FakeAnswer.Refusal;
import dev.freehold.git.github.FakeRepository.FakePull;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** What the stand-in keeps: tokens, organizations, repositories and what is in them. */
final class FakeState {
  private static final Map<String, JsonNode> REPOSITORY_FIELDS = repositoryFields();
  private static final Map<String, JsonNode> PULL_FIELDS = pullFields();
  private static final Set<String> VERSIONS = Set.of("2022-11-28", "2026-03-10");
  private static final Set<String> MEDIA_TYPES =
      Set.of("application/vnd.github+json", "application/vnd.github.v3+json");

  private final String web;
  private final Map<String, FakeToken> tokens = new LinkedHashMap<>();
  private final Map<String, Organization> organizations = new TreeMap<>();
  private final List<FakeRepository> repositories = new ArrayList<>();
  private final Map<String, FakeRepository> oldNames = new TreeMap<>();

  FakeState(String web) {
    this.web = web;
  }

  /**
   * @param mayCreate those of the members who may make repositories
   * @param signOn whether tokens have to be authorized
   */
  record Organization(Set<String> members, Set<String> mayCreate, boolean signOn) {}

  private static Map<String, JsonNode> repositoryFields() {
    ObjectNode examples = Json.mapper().createObjectNode();
    for (String text : List.of("name", "description", "homepage", "gitignore_template")) {
      examples.put(text, "");
    }
    for (String flag : List.of("private", "auto_init", "has_issues", "has_projects", "has_wiki")) {
      examples.put(flag, true);
    }
    return fields(examples);
  }

  private static Map<String, JsonNode> pullFields() {
    ObjectNode examples = Json.mapper().createObjectNode();
    for (String text : List.of("title", "head", "head_repo", "base", "body")) {
      examples.put(text, "");
    }
    return fields(examples.put("draft", true).put("maintainer_can_modify", true));
  }

  private static Map<String, JsonNode> fields(ObjectNode examples) {
    var fields = new TreeMap<String, JsonNode>();
    examples.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  synchronized FakeToken add(FakeToken token) {
    tokens.put(token.value(), token);
    return token;
  }

  synchronized void organization(String login, Organization organization) {
    organizations.put(login, organization);
  }

  /** Somebody made it by hand; only its owner writes there. */
  synchronized FakeRepository make(String owner, String name, String visibility) {
    var made =
        new FakeRepository(repositories.size() + 1L, owner, name, visibility, "made by hand");
    made.writers.add(owner);
    repositories.add(made);
    return made;
  }

  synchronized void rename(FakeRepository repository, String name) {
    oldNames.put(repository.fullName().toLowerCase(Locale.ROOT), repository);
    repository.name = name;
  }

  synchronized Optional<FakeToken> token(String value) {
    return Optional.ofNullable(tokens.get(value));
  }

  synchronized List<FakeRepository> repositories() {
    return List.copyOf(repositories);
  }

  /** Looks at what every request has to say. */
  FakeToken check(FakeRequest request) {
    if (request.header("user-agent").isBlank()) {
      throw Refusal.of(403, "Request forbidden by administrative rules.");
    }
    String version = request.header("x-github-api-version");
    if (!version.isEmpty() && !VERSIONS.contains(version)) {
      throw Refusal.of(400, "\"" + version + "\" is not a valid API version");
    }
    if (!MEDIA_TYPES.contains(request.header("accept"))) {
      throw Refusal.of(415, "Unsupported 'Accept' header");
    }
    if (request.isFreehold()
        && (version.isEmpty() || !request.header("authorization").startsWith("Bearer "))) {
      throw Refusal.of(400, "Freehold says its version and is a bearer");
    }
    String value = request.header("authorization").replaceFirst("(?i)^(bearer|token) ", "");
    return Optional.ofNullable(tokens.get(value))
        .orElseThrow(() -> Refusal.of(401, "Bad credentials"));
  }

  synchronized FakeAnswer user(FakeToken token) {
    return FakeAnswer.json(
        200,
        Map.of(
            "login",
            token.login(),
            "id",
            1,
            "type",
            "User",
            "html_url",
            web + "/" + token.login()));
  }

  synchronized FakeAnswer create(FakeToken token, FakeRequest request) {
    if (token.isFineGrained() && !token.permissions().contains("administration")) {
      throw Refusal.of(403, "Resource not accessible by personal access token")
          .with("X-Accepted-GitHub-Permissions", "administration=write");
    }
    return create(token, token.login(), request, Set.of(token.login()));
  }

  synchronized FakeAnswer create(FakeToken token, String login, FakeRequest request) {
    Organization organization = organizations.get(login);
    if (organization == null || !organization.members().contains(token.login())) {
      throw Refusal.notFound();
    }
    checkSignOn(token, login);
    if (!organization.mayCreate().contains(token.login())) {
      throw Refusal.of(
              403, "You need admin access to the organization before adding a repository to it.")
          .with("X-Accepted-OAuth-Scopes", "public_repo, repo");
    }
    return create(token, login, request, organization.members());
  }

  private FakeAnswer create(
      FakeToken token, String owner, FakeRequest request, Set<String> writers) {
    if (!token.seesPrivate()) {
      throw Refusal.notFound();
    }
    JsonNode body = request.json(REPOSITORY_FIELDS, List.of("name"));
    String name = body.path("name").asText().replaceAll("[^A-Za-z0-9._-]+", "-");
    String description = body.path("description").asText();
    if (description.chars().anyMatch(Character::isISOControl) || description.length() > 350) {
      throw Refusal.invalid(
          "Validation Failed",
          error(
              "Repository",
              "description",
              "custom",
              "description control characters are not allowed"));
    }
    if (find(owner + "/" + name).isPresent()) {
      throw Refusal.invalid(
          "Repository creation failed.",
          error("Repository", "name", "custom", "name already exists on this account"));
    }
    String visibility = body.path("private").asBoolean() ? "private" : "public";
    var made = new FakeRepository(repositories.size() + 1L, owner, name, visibility, description);
    made.writers.addAll(writers);
    if (body.path("auto_init").asBoolean()) {
      made.branches.put("main", "0001");
    }
    repositories.add(made);
    return FakeAnswer.json(201, made.shown(web, token.login()));
  }

  synchronized FakeAnswer repository(FakeToken token, List<String> path) {
    FakeRepository moved = oldNames.get(key(path).toLowerCase(Locale.ROOT));
    if (moved != null && find(key(path)).isEmpty()) {
      String to = web + "/repositories/" + moved.id;
      return FakeAnswer.json(301, Map.of("message", "Moved Permanently", "url", to))
          .with("Location", to);
    }
    return FakeAnswer.json(200, seen(token, path).shown(web, token.login()));
  }

  synchronized FakeAnswer repository(FakeToken token, String id) {
    FakeRepository found =
        repositories.stream()
            .filter(repository -> String.valueOf(repository.id).equals(id))
            .findFirst()
            .orElseThrow(Refusal::notFound);
    return FakeAnswer.json(200, found.shown(web, token.login()));
  }

  synchronized FakeAnswer branches(List<String> path, FakeRequest request, FakeToken token) {
    FakeRepository in = seen(token, path);
    return page(request, List.copyOf(in.branches.keySet()), in::branch);
  }

  synchronized FakeAnswer branch(FakeToken token, List<String> path) {
    FakeRepository in = seen(token, path);
    if (!in.branches.containsKey(path.get(2))) {
      throw Refusal.of(404, "Branch not found");
    }
    return FakeAnswer.json(200, in.branch(path.get(2)));
  }

  synchronized FakeAnswer rules(List<String> path, FakeRequest request, FakeToken token) {
    FakeRepository in = seen(token, path);
    if (in.rulesNeedAnotherPlan) {
      throw Refusal.of(
          403, "Upgrade to GitHub Pro or make this repository public to enable this feature.");
    }
    return page(
        request,
        in.rules.getOrDefault(path.get(2), List.of()),
        type ->
            Map.of(
                "type",
                type,
                "ruleset_source_type",
                "Repository",
                "ruleset_source",
                in.fullName(),
                "ruleset_id",
                42));
  }

  synchronized FakeAnswer pulls(List<String> path, FakeRequest request, FakeToken token) {
    FakeRepository in = seen(token, path);
    String head = request.query().getOrDefault("head", "");
    String base = request.query().getOrDefault("base", "");
    List<FakePull> found =
        in.pulls.stream()
            .filter(pull -> !head.contains(":") || head.equals(pull.label()))
            .filter(pull -> base.isEmpty() || base.equals(pull.base()))
            .toList();
    return page(request, found, pull -> in.shown(pull, web));
  }

  synchronized FakeAnswer open(List<String> path, FakeRequest request, FakeToken token) {
    FakeRepository in = seen(token, path);
    JsonNode body = request.json(PULL_FIELDS, List.of("title", "head", "base"));
    if (!in.writers.contains(token.login())) {
      throw Refusal.of(403, "Resource not accessible by personal access token")
          .with("X-Accepted-GitHub-Permissions", "pull_requests=write");
    }
    String head = body.path("head").asText();
    String base = body.path("base").asText();
    for (String side : List.of("head", "base")) {
      if (!in.branches.containsKey(body.path(side).asText())) {
        throw Refusal.invalid("Validation Failed", error("PullRequest", side, "invalid", ""));
      }
    }
    boolean there =
        in.pulls.stream()
            .anyMatch(
                pull ->
                    pull.from().equals(in.fullName())
                        && pull.head().equals(head)
                        && pull.base().equals(base));
    if (there) {
      throw pullRefused("A pull request already exists for " + in.owner + ":" + head + ".");
    }
    if (Objects.equals(in.branches.get(head), in.branches.get(base))) {
      throw pullRefused("No commits between " + base + " and " + head);
    }
    var pull =
        new FakePull(
            in.pulls.size() + 1L,
            in.fullName(),
            head,
            base,
            body.path("title").asText(),
            body.path("body").asText());
    in.pulls.add(pull);
    return FakeAnswer.json(201, in.shown(pull, web));
  }

  private static Refusal pullRefused(String message) {
    return Refusal.invalid("Validation Failed", error("PullRequest", "", "custom", message));
  }

  private FakeRepository seen(FakeToken token, List<String> path) {
    FakeRepository found = find(key(path)).orElseThrow(Refusal::notFound);
    boolean may =
        found.visibility.equals("public")
            || (token.seesPrivate() && found.writers.contains(token.login()));
    if (!may) {
      throw Refusal.notFound();
    }
    checkSignOn(token, found.owner);
    return found;
  }

  private void checkSignOn(FakeToken token, String owner) {
    Organization organization = organizations.get(owner);
    if (organization != null && organization.signOn() && !token.authorized().contains(owner)) {
      throw Refusal.of(
              403,
              "Resource protected by organization SAML enforcement. You must grant your Personal"
                  + " Access token access to this organization.")
          .with(
              "X-GitHub-SSO",
              "required; url=" + web + "/orgs/" + owner + "/sso?authorization_request=AZSCKL");
    }
  }

  private Optional<FakeRepository> find(String fullName) {
    return repositories.stream()
        .filter(repository -> repository.fullName().equalsIgnoreCase(fullName))
        .findFirst();
  }

  private static String key(List<String> path) {
    return path.get(0) + "/" + path.get(1);
  }

  private <T> FakeAnswer page(FakeRequest request, List<T> all, Function<T, ?> shown) {
    int size = Integer.parseInt(request.query().getOrDefault("per_page", "30"));
    int number = Integer.parseInt(request.query().getOrDefault("page", "1"));
    if (size < 1 || size > 100) {
      throw Refusal.invalid("Invalid request.");
    }
    List<?> page = all.stream().skip((number - 1L) * size).limit(size).map(shown).toList();
    FakeAnswer answer = FakeAnswer.json(200, page);
    var links = new TreeSet<String>();
    if ((long) number * size < all.size()) {
      links.add(link(request, number + 1, "next"));
    }
    if (number > 1) {
      links.add(link(request, 1, "first"));
    }
    return links.isEmpty() ? answer : answer.with("Link", String.join(", ", links));
  }

  /** The whole query goes along, as clients take the address as it is. */
  private String link(FakeRequest request, int page, String relation) {
    var query = new TreeMap<>(request.query());
    query.put("page", String.valueOf(page));
    return "<" + web + request.path() + "?" + Call.pairs(query) + ">; rel=\"" + relation + "\"";
  }
}
