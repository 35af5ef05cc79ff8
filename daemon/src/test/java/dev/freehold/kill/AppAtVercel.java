package dev.freehold.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.targets.vercel.FakeVercel;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A page at what stands in for Vercel, which outlives the daemon. */
final class AppAtVercel implements KilledApp {
  private static final String TARGET = "vercel";

  private final FakeVercel vercel = new FakeVercel().taking(100, 100).protectingDeployments();

  @Override
  public boolean isAtVercel() {
    return true;
  }

  @Override
  public byte[] zip(String marker) throws IOException {
    return Driver.zip(marker);
  }

  @Override
  public Map<String, String> surroundings() {
    return Map.of("FREEHOLD_VERCEL", vercel.api().toString(), "VERCEL_TOKEN", FakeVercel.TOKEN);
  }

  @Override
  public void connect(Driver driver) throws IOException {
    driver.connect(TARGET, "vercel", Map.of());
    var first = new KilledDeployment(this, "version-1", 0);
    first.askForPlan(driver);
    driver.sendTo(TARGET);
  }

  @Override
  public String release(Page page) {
    return released(vercel.productionOf(Driver.APP));
  }

  /** As Freehold wrote it down with the deployment. */
  private String released(String deployment) {
    String mark = vercel.requestOf(deployment).path("meta").path("freehold").asText();
    return "v" + Json.read(mark, JsonNode.class).path("release").path("number").asInt();
  }

  /** Whatever was repeated, nothing is there twice, and no switch was asked for twice. */
  @Override
  public void holds(int versions) {
    assertThat(vercel.projects()).containsExactly(Driver.APP);
    List<String> deployments = vercel.deploymentsOf(Driver.APP);
    assertThat(deployments.stream().map(this::released)).doesNotHaveDuplicates();
    assertThat(vercel.productionOf(Driver.APP)).isEqualTo(deployments.getLast());
    assertAsked("POST /v1/projects", 1);
    assertAsked("POST /v13/deployments", versions);
    assertAsked("POST /v10/projects/*/promote/*", versions);
    assertAsked("POST /v9/projects/*/rollback/*", 0);
  }

  private void assertAsked(String call, int times) {
    assertThat(vercel.requests()).as(call).filteredOn(call::equals).hasSize(times);
  }

  @Override
  public void close() {
    vercel.close();
  }
}
