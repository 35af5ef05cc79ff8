package dev.freehold.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  private static final Pattern PARAMETER = Pattern.compile("\\{([a-z]+)}");

  @Test
  void theTransportsOwnRoutesAreDescribed() throws Exception {
    try (var fixture = new ApiFixture()) {
      List<Route> own = ApiServer.ownRoutes(new EventStream(fixture.log));
      assertThat(OpenApi.ofTheTransport())
          .containsExactlyInAnyOrderElementsOf(own.stream().map(Route::operation).toList());
      assertThat(OpenApi.read().operations()).containsAll(OpenApi.ofTheTransport());
    }
  }

  @Test
  void aRouteThatIsNotDescribedIsNoticed() throws Exception {
    var secret = new Route(HandlerType.GET, "/v1/secret", _ -> {});
    OpenApi description = OpenApi.read();
    assertThatThrownBy(() -> description.assertDescribes(List.of(secret)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("GET /v1/secret")
        .hasMessageContaining("GET /v1/status");
  }

  @Test
  void everyReferenceLeadsSomewhere() throws Exception {
    OpenApi description = OpenApi.read();
    assertThat(description.references()).isNotEmpty().allMatch(description::resolves);
    assertThat(description.resolves("#/components/schemas/Nothing")).isFalse();
  }

  @Test
  void everyRequiredFieldIsDescribed() throws Exception {
    for (JsonNode object : OpenApi.read().root().findParents("required")) {
      if (object.path("required").isArray()) {
        object
            .path("required")
            .forEach(
                name ->
                    assertThat(object.path("properties").has(name.asText()))
                        .as("%s in %s", name, object.path("properties"))
                        .isTrue());
      }
    }
  }

  @Test
  void everyOperationNamesItsPathsParametersAndItsErrors() throws Exception {
    OpenApi description = OpenApi.read();
    for (String operation : description.operations()) {
      String[] parts = operation.split(" ", 2);
      JsonNode path = description.root().path("paths").path(parts[1]);
      JsonNode item = path.path(parts[0].toLowerCase(Locale.ROOT));
      assertThat(item.path("summary").asText()).as(operation).isNotBlank();
      assertThat(item.path("responses").has("default")).as(operation).isTrue();
      var named = new TreeSet<String>();
      path.path("parameters")
          .forEach(
              p ->
                  named.add(
                      description
                          .root()
                          .at(p.path("$ref").asText().substring(1))
                          .path("name")
                          .asText()));
      var wanted = new TreeSet<String>();
      for (Matcher m = PARAMETER.matcher(parts[1]); m.find(); ) {
        wanted.add(m.group(1));
      }
      assertThat(named).as(operation).isEqualTo(wanted);
    }
  }

  @Test
  void theDescriptionIsServed() throws Exception {
    try (var fixture = new ApiFixture();
        var _ = fixture.start()) {
      UnixHttp.Answer answer = fixture.http.get("/v1/openapi.yaml");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("content-type")).isEqualTo("application/yaml;charset=utf-8");
      assertThat(answer.text()).startsWith("openapi: 3.1.0");
    }
  }
}
