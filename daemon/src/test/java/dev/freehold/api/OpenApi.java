package dev.freehold.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** openapi.yaml as tests look at it. */
public final class OpenApi {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  private final JsonNode root;

  private OpenApi(JsonNode root) {
    this.root = root;
  }

  public static OpenApi read() throws IOException {
    try (InputStream file = OpenApiFile.open()) {
      return new OpenApi(new YAMLMapper().readTree(file));
    }
  }

  public JsonNode root() {
    return root;
  }

  /** Method and path of every operation: {@code GET /v1/apps/{app}}. */
  public Set<String> operations() {
    var operations = new TreeSet<String>();
    root.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        item -> {
                          if (METHODS.contains(item.getKey())) {
                            operations.add(
                                item.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    return operations;
  }

  /** Every route is described, and everything described is a route. */
  public void assertDescribes(Collection<Route> routes) {
    assertThat(operations())
        .containsExactlyInAnyOrderElementsOf(routes.stream().map(Route::operation).toList());
  }

  /** What the transport answers besides the rooms' routes. */
  public static List<String> ofTheTransport() {
    return List.of("GET /v1/events", "GET /v1/openapi.yaml");
  }

  /** An answer has exactly the fields that its schema describes, at every depth. */
  public void assertFits(String schema, JsonNode answer) {
    assertFits(root.path("components").path("schemas").path(schema), answer, schema);
  }

  private void assertFits(JsonNode schema, JsonNode answer, String where) {
    if (schema.has("$ref")) {
      assertFits(root.at(schema.path("$ref").asText().substring(1)), answer, where);
    } else if (schema.has("oneOf")) {
      if (!answer.isNull()) {
        assertFits(schema.path("oneOf").get(0), answer, where);
      }
    } else if (answer.isArray()) {
      answer.forEach(entry -> assertFits(schema.path("items"), entry, where + "[]"));
    } else if (answer.isObject() && schema.has("properties")) {
      JsonNode properties = schema.path("properties");
      assertThat(properties.fieldNames())
          .toIterable()
          .as(where + " describes what is answered")
          .containsAll(() -> answer.fieldNames());
      assertThat(answer.fieldNames())
          .toIterable()
          .as(where + " has what is required")
          .containsAll(schema.path("required").valueStream().map(JsonNode::asText).toList());
      answer
          .properties()
          .forEach(
              field ->
                  assertFits(
                      properties.path(field.getKey()),
                      field.getValue(),
                      where + "." + field.getKey()));
    }
  }

  /** All {@code $ref} values. */
  public List<String> references() {
    return root.findValuesAsText("$ref", new ArrayList<>());
  }

  /** Whether a reference like {@code #/components/schemas/App} leads somewhere. */
  public boolean resolves(String reference) {
    return reference.startsWith("#") && !root.at(reference.substring(1)).isMissingNode();
  }
}
