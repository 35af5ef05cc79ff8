package dev.freehold.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import dev.freehold.file.Folders;
import dev.freehold.targets.aws.fake.FakeAws;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page at what stands in for AWS, which outlives the daemon. */
final class AppAtAws implements KilledApp {
  private static final String TARGET = "aws";
  private static final String KEY = Driver.APP + ".production";
  private static final Pattern RECORD =
      Pattern.compile("[^/]+/state/" + KEY + "/history/([0-9]+)-[0-9]+-(.+)\\.json");

  private final FakeAws aws = new FakeAws();
  private final Path folder;

  AppAtAws() {
    this("eu-central-1");
  }

  /**
   * @param region such that two may be there at a time
   */
  AppAtAws(String region) {
    try {
      folder = Files.createTempDirectory("fh-aws");
      Files.writeString(folder.resolve("config"), FakeAws.profile(region));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    aws.taking(100, 100);
  }

  @Override
  public boolean isAtAws() {
    return true;
  }

  @Override
  public byte[] zip(String marker) throws IOException {
    return Driver.zip(marker);
  }

  @Override
  public Map<String, String> surroundings() {
    return Map.of(
        "FREEHOLD_AWS",
        aws.endpoint().toString(),
        "AWS_CONFIG_FILE",
        folder.resolve("config").toString(),
        "AWS_SHARED_CREDENTIALS_FILE",
        folder.resolve("none").toString());
  }

  @Override
  public void connect(Driver driver) throws IOException {
    driver.connect(TARGET, "aws", Map.of());
    var first = new KilledDeployment(this, "version-1", 0);
    first.askForPlan(driver);
    driver.sendTo(TARGET);
  }

  private List<Matcher> switches() {
    return aws.objects().stream().map(RECORD::matcher).filter(Matcher::matches).toList();
  }

  private JsonNode pointer() {
    return Json.read(aws.pairs().get(KEY), JsonNode.class);
  }

  /** Versions were live in the order in which they were made. */
  @Override
  public String release(Page page) {
    String live = pointer().path("i").asText();
    return "v"
        + switches().stream()
            .filter(one -> one.group(2).equals(live))
            .map(one -> one.group(1))
            .collect(Collectors.joining(" and v"));
  }

  /** Whatever was repeated, nothing is there twice, and no pointer was written twice. */
  @Override
  public void holds(int versions) {
    assertThat(aws.distributions()).isEqualTo(1);
    assertThat(aws.functions()).hasSize(1);
    Set<String> buckets =
        aws.objects().stream()
            .map(object -> object.substring(0, object.indexOf('/')))
            .collect(Collectors.toSet());
    assertThat(buckets).hasSize(1);
    assertThat(pointer().path("g").asInt()).isEqualTo(versions);
    assertThat(switches().stream().map(one -> Integer.valueOf(one.group(1))))
        .hasSize(versions)
        .doesNotHaveDuplicates();
    assertAsked("s3:CreateBucket", 1);
    assertAsked("cloudfront:CreateKeyValueStore", 1);
    assertAsked("cloudfront:CreateDistributionWithTags", 1);
    assertAsked("cloudfront:CreateFunction", 1);
    assertAsked("cloudfront-keyvaluestore:UpdateKeys", 2 * versions);
  }

  private void assertAsked(String call, int times) {
    assertThat(aws.operations()).as(call).filteredOn(call::equals).hasSize(times);
  }

  @Override
  public void close() {
    aws.close();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
