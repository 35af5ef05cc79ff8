package dev.freehold.targets.aws.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.InvokeMode;
import software.amazon.awssdk.services.s3.S3Client;

/** The stand-in for Lambda and IAM, asked by the official clients. */
class FakeLambdaTest {
  private static final String BUCKET = "zips-of-ada";
  private static final String LAYER =
      "arn:aws:lambda:eu-central-1:753240598075:layer:LambdaAdapterLayerX86:27";
  private static final String FOR_LAMBDA =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": {"Service": "lambda.amazonaws.com"}}]}\
      """;
  private static final String PROGRAM =
      """
      #!/usr/bin/env node
      const http = require('node:http');
      const listen = (port, text) =>
        http.createServer((_, response) => response.end(text)).listen(Number(port), '127.0.0.1');
      listen(process.env.AWS_LWA_PORT, 'version ' + process.env.WHICH);
      listen(process.env.AWS_LWA_READINESS_CHECK_PORT, '');
      """;

  private FakeAws aws;
  private SdkClients clients;
  private LambdaClient lambda;
  private IamClient iam;
  private String role = "";

  @BeforeEach
  void start() throws Exception {
    aws = new FakeAws();
    clients = new SdkClients(aws, SdkClients.RIGHT);
    lambda = clients.lambda();
    iam = clients.iam();
    S3Client s3 = clients.s3();
    s3.createBucket(r -> r.bucket(BUCKET));
    s3.putObject(r -> r.bucket(BUCKET).key("one.zip"), RequestBody.fromBytes(zip(0100755)));
    s3.putObject(r -> r.bucket(BUCKET).key("plain.zip"), RequestBody.fromBytes(zip(0100644)));
    s3.putObject(r -> r.bucket(BUCKET).key("no.zip"), RequestBody.fromString("no zip"));
    role = iam.createRole(r -> r.roleName("r").assumeRolePolicyDocument(FOR_LAMBDA)).role().arn();
  }

  @AfterEach
  void end() {
    clients.close();
    aws.close();
  }

  private static byte[] zip(int mode) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipArchiveOutputStream(bytes)) {
      var entry = new ZipArchiveEntry("run.sh");
      entry.setUnixMode(mode);
      zip.putArchiveEntry(entry);
      zip.write(PROGRAM.getBytes(StandardCharsets.UTF_8));
      zip.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private CreateFunctionRequest.Builder wanted() {
    return CreateFunctionRequest.builder()
        .functionName("f")
        .role(role)
        .runtime("nodejs22.x")
        .handler("run.sh")
        .layers(LAYER)
        .memorySize(512)
        .timeout(30)
        .environment(e -> e.variables(variables("1")))
        .code(c -> c.s3Bucket(BUCKET).s3Key("one.zip"));
  }

  private static Map<String, String> variables(String which) {
    return Map.of(
        "AWS_LAMBDA_EXEC_WRAPPER",
        "/opt/bootstrap",
        "AWS_LWA_INVOKE_MODE",
        "response_stream",
        "WHICH",
        which);
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).as(e.getMessage()).isEqualTo(code));
  }

  private void wrong(CreateFunctionRequest.Builder function) {
    refused("InvalidParameterValueException", () -> lambda.createFunction(function.build()));
  }

  @Test
  void whatLambdaDoesNotTakeIsRefused() {
    wrong(wanted().role("arn:aws:iam::123456789012:role/ghost"));
    wrong(wanted().runtime("nodejs12.x"));
    wrong(wanted().layers("LambdaAdapterLayerX86"));
    wrong(wanted().memorySize(64));
    wrong(wanted().code(c -> c.s3Bucket(BUCKET).s3Key("missing.zip")));
    wrong(wanted().code(c -> c.s3Bucket(BUCKET).s3Key("no.zip")));
    wrong(wanted().code(c -> c.s3Bucket(BUCKET).s3Key("plain.zip")));
    wrong(wanted().environment(e -> e.variables(Map.of("LARGE", "x".repeat(4_090)))));
    wrong(wanted().environment(e -> e.variables(Map.of("AWS_REGION", "mars"))));
    wrong(wanted().environment(e -> e.variables(Map.of("_X", "y"))));
    lambda.createFunction(wanted().build());
    refused("ResourceConflictException", () -> lambda.createFunction(wanted().build()));
  }

  @Test
  void whatIsUnderWayIsWaitedForAndARevisionIsComparedFirst() {
    aws.taking(0, 300);
    var made = lambda.createFunction(wanted().build());
    assertThat(made.stateAsString()).isEqualTo("Pending");
    refused("ResourceConflictException", () -> configure("2", made.revisionId()));
    await()
        .until(
            () ->
                lambda
                    .getFunctionConfiguration(r -> r.functionName("f"))
                    .lastUpdateStatusAsString()
                    .equals("Successful"));
    aws.taking(0, 0);
    configure("2", made.revisionId());
    refused("PreconditionFailedException", () -> configure("3", made.revisionId()));
  }

  private void configure(String which, String revision) {
    lambda.updateFunctionConfiguration(
        r ->
            r.functionName("f")
                .role(role)
                .runtime("nodejs22.x")
                .handler("run.sh")
                .layers(LAYER)
                .memorySize(512)
                .timeout(30)
                .environment(e -> e.variables(variables(which)))
                .revisionId(revision));
  }

  private String revision() {
    return lambda.getFunctionConfiguration(r -> r.functionName("f")).revisionId();
  }

  private HttpResponse<String> ask(String url) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(aws.endpoint()).header("Host", URI.create(url).getHost()).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private void allow(String alias) {
    lambda.addPermission(
        r ->
            r.functionName("f")
                .qualifier(alias)
                .statementId("function")
                .action("lambda:InvokeFunction")
                .principal("*")
                .invokedViaFunctionUrl(true));
  }

  private String open(String alias, String version) {
    lambda.createAlias(r -> r.functionName("f").name(alias).functionVersion(version));
    String url =
        lambda
            .createFunctionUrlConfig(
                r ->
                    r.functionName("f")
                        .qualifier(alias)
                        .authType(FunctionUrlAuthType.NONE)
                        .invokeMode(InvokeMode.RESPONSE_STREAM))
            .functionUrl();
    lambda.addPermission(
        r ->
            r.functionName("f")
                .qualifier(alias)
                .statementId("url")
                .action("lambda:InvokeFunctionUrl")
                .principal("*")
                .functionUrlAuthType(FunctionUrlAuthType.NONE));
    return url;
  }

  @Test
  void eachVersionStaysAsItWasAndRunsAtItsOwnAddress() throws Exception {
    lambda.createFunction(wanted().build());
    String one = lambda.publishVersion(r -> r.functionName("f")).version();
    assertThat(lambda.publishVersion(r -> r.functionName("f")).version()).isEqualTo(one);
    configure("2", revision());
    String two = lambda.publishVersion(r -> r.functionName("f")).version();
    assertThat(two).isNotEqualTo(one);
    String first = open("first", one);
    String second = open("second", two);
    assertThat(ask(first).statusCode()).as("one permission is not enough").isEqualTo(403);
    allow("first");
    allow("second");
    assertThat(ask(first).body()).isEqualTo("version 1");
    assertThat(ask(second).body()).isEqualTo("version 2");
    assertThat(
            lambda.getFunctionUrlConfig(r -> r.functionName("f").qualifier("first")).functionUrl())
        .isEqualTo(first);

    refused(
        "ResourceConflictException",
        () -> lambda.deleteFunction(r -> r.functionName("f").qualifier(one)));
    lambda.deleteFunctionUrlConfig(r -> r.functionName("f").qualifier("first"));
    lambda.deleteAlias(r -> r.functionName("f").name("first"));
    lambda.deleteFunction(r -> r.functionName("f").qualifier(one));
    assertThat(ask(first).statusCode()).isEqualTo(403);
    assertThat(lambda.listVersionsByFunction(r -> r.functionName("f")).versions())
        .extracting(version -> version.version())
        .containsExactly("$LATEST", two);
    assertThat(lambda.listAliases(r -> r.functionName("f")).aliases())
        .extracting(alias -> alias.name())
        .containsExactly("second");
    lambda.deleteFunction(r -> r.functionName("f"));
    refused(
        "ResourceNotFoundException",
        () -> lambda.getFunctionConfiguration(r -> r.functionName("f")));
  }

  @Test
  void aRoleGoesAfterWhatItMayDo() {
    refused(
        "EntityAlreadyExists",
        () -> iam.createRole(r -> r.roleName("r").assumeRolePolicyDocument(FOR_LAMBDA)));
    refused(
        "MalformedPolicyDocument",
        () -> iam.putRolePolicy(r -> r.roleName("r").policyName("p").policyDocument("{}")));
    refused("NoSuchEntity", () -> iam.getRolePolicy(r -> r.roleName("r").policyName("p")));
    iam.putRolePolicy(r -> r.roleName("r").policyName("p").policyDocument(FOR_LAMBDA));
    assertThat(iam.getRolePolicy(r -> r.roleName("r").policyName("p")).policyName()).isEqualTo("p");
    assertThat(iam.getRole(r -> r.roleName("r")).role().arn()).isEqualTo(role);
    refused("DeleteConflict", () -> iam.deleteRole(r -> r.roleName("r")));
    iam.deleteRolePolicy(r -> r.roleName("r").policyName("p"));
    iam.deleteRole(r -> r.roleName("r"));
    refused("NoSuchEntity", () -> iam.getRole(r -> r.roleName("r")));
  }
}
