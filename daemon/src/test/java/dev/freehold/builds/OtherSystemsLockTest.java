package dev.freehold.builds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.builds.OtherSystemsLock.Added;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtherSystemsLockTest {
  private final OtherSystemsLock here = new OtherSystemsLock("linux", "x64");

  private static ObjectNode lock(String packages) throws Exception {
    return (ObjectNode)
        Json.mapper().readTree("{\"lockfileVersion\": 3, \"packages\": {" + packages + "}}");
  }

  private static final String ROLLUP =
      """
      "node_modules/rollup": {"version": "4.9.1", "dev": true, "optionalDependencies": {
        "@rollup/rollup-darwin-arm64": "4.9.1", "@rollup/rollup-linux-x64-gnu": "4.9.1",
        "@rollup/rollup-linux-x64-musl": "4.9.1", "@rollup/rollup-linux-arm64-gnu": "4.9.1",
        "fsevents": "~2.3.2"}},
      "node_modules/@rollup/rollup-darwin-arm64": {"version": "4.9.1", "os": ["darwin"]}\
      """;

  @Test
  void whatIsMissingForThisMachineIsAdded() throws Exception {
    ObjectNode lock = lock(ROLLUP);
    assertThat(here.complete(lock).needed()).containsExactly("@rollup/rollup-linux-x64-gnu");
    assertThat(lock.at("/packages").path("node_modules/@rollup/rollup-linux-x64-gnu"))
        .isEqualTo(
            Json.mapper()
                .readTree(
                    """
                    {"version": "4.9.1", "optional": true, "dev": true, "os": ["linux"],
                     "cpu": ["x64"], "libc": ["glibc"]}\
                    """));
    assertThat(lock.at("/packages").path("node_modules/fsevents").path("version").asText())
        .isEqualTo("2.3.2");
    assertThat(lock.at("/packages").path("node_modules/fsevents").path("os").path(0).asText())
        .isEqualTo("darwin");
    assertThat(here.complete(lock)).as("again").isEqualTo(new Added(0, List.of()));
  }

  @Test
  void anotherVersionAboveIsNotTheOneThatIsWanted() throws Exception {
    ObjectNode lock =
        lock(
            """
            "node_modules/@esbuild/linux-x64": {"version": "0.25.0"},
            "node_modules/vite/node_modules/esbuild": {"version": "0.21.5",
              "optionalDependencies": {"@esbuild/linux-x64": "0.21.5"}},
            "node_modules/esbuild": {"version": "0.24.0",
              "optionalDependencies": {"@esbuild/linux-x64": "0.24.0"}}\
            """);
    assertThat(here.complete(lock).count()).isEqualTo(2);
    assertThat(lock.at("/packages").properties())
        .extracting(Map.Entry::getKey)
        .contains(
            "node_modules/vite/node_modules/@esbuild/linux-x64",
            "node_modules/esbuild/node_modules/@esbuild/linux-x64");
  }

  @Test
  void whatIsForEverySystemStaysAsItIs() throws Exception {
    ObjectNode lock =
        lock(
            """
            "node_modules/ws": {"version": "8.0.0",
              "optionalDependencies": {"bufferutil": "4.0.1", "ws-linux-x64": "npm:other@1.0.0"}}\
            """);
    ObjectNode before = lock.deepCopy();
    assertThat(here.complete(lock).count()).isZero();
    assertThat(lock).isEqualTo(before);
  }

  @Test
  void aLockOfNpm6HasNoSuchList() throws Exception {
    var old = (ObjectNode) Json.mapper().readTree("{\"lockfileVersion\": 1, \"dependencies\": {}}");
    assertThat(here.complete(old).count()).isZero();
  }
}
