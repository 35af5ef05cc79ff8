package dev.freehold.targets.aws.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.base.FreeholdException;
import dev.freehold.targets.aws.api.Bucket.Listed;
import dev.freehold.targets.aws.api.Bucket.NewObject;
import dev.freehold.targets.aws.fake.FakeAws;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

class BucketTest {
  private static final String REGION = "eu-central-1";

  private FakeAws fake;
  private Aws aws;

  @BeforeEach
  void start() {
    fake = new FakeAws();
    var keys = AwsBasicCredentials.create(FakeAws.ACCESS_KEY, FakeAws.SECRET_KEY);
    aws =
        new Aws(
            new Connection(
                StaticCredentialsProvider.create(keys),
                REGION,
                Optional.of(fake.endpoint()),
                Duration.ofSeconds(10)));
  }

  @AfterEach
  void end() {
    aws.close();
    fake.close();
  }

  private Bucket of(String account) {
    return aws.bucket("freehold-" + account + "-" + REGION);
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FreeholdException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  @ParameterizedTest
  @CsvSource({
    "SlowDown, aws.rate-limited",
    "InternalError, aws.failing",
    "AccessDenied, aws.denied",
    "InvalidArgument, aws.refused"
  })
  void whyAnObjectWasNotDeletedIsTold(String said, String told) {
    Bucket bucket = of(FakeAws.ACCOUNT);
    bucket.create();
    bucket.write(NewObject.json("a.json"), "{}");
    bucket.write(NewObject.json("b.json"), "{}");
    fake.nextDeletionFails(said);
    refused(told, () -> bucket.delete(List.of("a.json", "b.json")));
    assertThat(bucket.list("")).extracting(Listed::key).containsExactly("a.json");
  }

  @Test
  void oneOfAnotherAccountIsNeitherReadNorWritten() {
    Bucket theirs = of("210987654321");
    refused("aws.bucket-taken", theirs::exists);
    NewObject object = NewObject.json("a.json");
    refused("aws.denied", () -> theirs.read("a.json"));
    refused("aws.denied", () -> theirs.write(object, "{}"));
    refused("aws.denied", () -> theirs.writeOnce(object, "{}"));
    refused("aws.denied", () -> theirs.list(""));
    refused("aws.denied", () -> theirs.folders(""));
    refused("aws.denied", () -> theirs.delete(List.of("a.json")));
    refused("aws.denied", theirs::policy);
    refused("aws.denied", () -> theirs.secure("{}"));
    assertThatThrownBy(() -> theirs.copy("a.json", object).join())
        .hasCauseInstanceOf(FreeholdException.class);
  }
}
