package dev.freehold.targets.aws.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.StsClient;

final class FakeAwsTest {
  private static FakeAws aws;
  private static SdkClients clients;
  private static StsClient sts;

  @BeforeAll
  static void start() {
    aws = new FakeAws();
    clients = new SdkClients(aws, SdkClients.RIGHT);
    sts = clients.sts();
  }

  @AfterAll
  static void stop() {
    clients.close();
    aws.close();
  }

  private static AwsServiceException refused(FakeAws of, AwsCredentials credentials) {
    try (var others = new SdkClients(of, credentials)) {
      StsClient client = others.sts();
      return catchThrowableOfType(AwsServiceException.class, client::getCallerIdentity);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::123456789012:root",
        "arn:aws:sts::123456789012:assumed-role/Admin/ada",
        "arn:aws:iam::123456789012:user/ada"
      })
  void saysWhoCalls(String arn) {
    aws.callerIs(arn);
    var identity = sts.getCallerIdentity();
    assertThat(identity.account()).isEqualTo("123456789012");
    assertThat(identity.arn()).isEqualTo(arn);
    assertThat(identity.responseMetadata().requestId()).hasSize(36);
  }

  @Test
  void aSignatureOfAnotherSecretOrKeyIsRefused() {
    AwsServiceException secret = refused(aws, SdkClients.WRONG_SECRET);
    assertThat(secret.awsErrorDetails().errorCode()).isEqualTo("SignatureDoesNotMatch");
    assertThat(secret.statusCode()).isEqualTo(403);
    assertThat(secret.requestId()).hasSize(36);
    AwsServiceException key =
        refused(aws, AwsBasicCredentials.create("AKIAOTHER", FakeAws.SECRET_KEY));
    assertThat(key.awsErrorDetails().errorCode()).isEqualTo("InvalidClientTokenId");
  }

  @Test
  void aSessionsKeysNeedItsToken() {
    try (var other = new FakeAws();
        var right =
            new SdkClients(
                other,
                AwsSessionCredentials.create(FakeAws.ACCESS_KEY, FakeAws.SECRET_KEY, "tok"))) {
      other.sessionToken("tok");
      assertThat(right.sts().getCallerIdentity().account()).isEqualTo(FakeAws.ACCOUNT);
      assertThat(refused(other, SdkClients.RIGHT).awsErrorDetails().errorCode())
          .isEqualTo("InvalidClientTokenId");
    }
  }

  @Test
  void aRequestWithoutASignatureIsRefused() throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(aws.endpoint() + "/")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("MissingAuthenticationToken");
    }
  }

  @Test
  void aCallGoesWrongAsTheTestSays() {
    for (Mishap mishap : Mishap.values()) {
      aws.next("sts:GetCallerIdentity", mishap);
      if (mishap == Mishap.WRONG_TYPE) {
        // the SDK reads a page as an answer that says nothing
        assertThat(sts.getCallerIdentity().account()).isNull();
        continue;
      }
      var call =
          assertThatThrownBy(
              () ->
                  sts.getCallerIdentity(
                      r ->
                          r.overrideConfiguration(
                              o ->
                                  o.apiCallTimeout(
                                      Duration.ofMillis(
                                          mishap == Mishap.SILENCE ? 500 : 60_000)))));
      switch (mishap) {
        case RESET, RESET_AFTER_APPLYING, TRUNCATED, SILENCE ->
            call.as(mishap.name()).isInstanceOf(SdkClientException.class);
        case THROTTLED ->
            call.isInstanceOfSatisfying(
                AwsServiceException.class, e -> assertThat(e.isThrottlingException()).isTrue());
        case FAILING ->
            call.isInstanceOfSatisfying(
                AwsServiceException.class, e -> assertThat(e.statusCode()).isEqualTo(500));
        case WRONG_TYPE -> throw new IllegalStateException("is above");
        case EXPIRED_TOKEN ->
            call.isInstanceOfSatisfying(
                AwsServiceException.class,
                e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ExpiredToken"));
        case DENIED ->
            call.isInstanceOfSatisfying(
                AwsServiceException.class,
                e -> assertThat(e).hasMessageContaining("perform: sts:GetCallerIdentity"));
      }
    }
  }

  @Test
  void everyCallIsKeptByItsPermission() {
    aws.forgetCalls();
    sts.getCallerIdentity();
    assertThat(aws.calls()).containsExactly(new Permission("sts:GetCallerIdentity", "*"));
    assertThat(aws.operations()).containsExactly("sts:GetCallerIdentity");
  }
}
