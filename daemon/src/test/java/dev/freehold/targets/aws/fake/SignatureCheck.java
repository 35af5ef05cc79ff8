package dev.freehold.targets.aws.fake;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;

/** Verifies SigV4 and SigV4a as AWS's documentation of signed API requests says. */
final class SignatureCheck {
  static final String V4 = "AWS4-HMAC-SHA256";
  static final String V4A = "AWS4-ECDSA-P256-SHA256";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "(\\S+) Credential=([^/]+)/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)");
  private static final Duration SKEW = Duration.ofMinutes(15);

  private SignatureCheck() {}

  /**
   * @param token of a session, which every request has to carry
   */
  record Keys(String id, String secret, Optional<String> token) {}

  /**
   * @param scope what follows the key's id in the credential
   */
  record Authorization(
      String algorithm, String key, String scope, List<String> signedHeaders, String signature) {
    static Optional<Authorization> of(AwsRequest request) {
      Matcher found = AUTHORIZATION.matcher(request.header("authorization").orElse(""));
      return found.matches()
          ? Optional.of(
              new Authorization(
                  found.group(1),
                  found.group(2),
                  found.group(3),
                  List.of(found.group(4).split(";")),
                  found.group(5)))
          : Optional.empty();
    }

    String service() {
      String[] parts = scope.split("/");
      return parts.length < 2 ? "" : parts[parts.length - 2];
    }
  }

  static void check(AwsRequest request, Authorization by, Keys keys, AwsService service) {
    if (!by.key().equals(keys.id())) {
      throw service.unknownKey();
    }
    if (!request.header("x-amz-security-token").equals(keys.token())) {
      throw service.unknownKey();
    }
    String date = request.header("x-amz-date").orElse("");
    try {
      if (Duration.between(Instant.from(DATE.parse(date)), Instant.now()).abs().compareTo(SKEW)
          > 0) {
        throw service.skewed(date);
      }
    } catch (DateTimeParseException e) {
      throw wrong("the date is " + date);
    }
    if (!by.scope().startsWith(date.substring(0, 8) + "/")) {
      throw wrong("the scope is of another day");
    }
    for (String name : request.headers().keySet()) {
      if ((name.equals("host") || name.startsWith("x-amz-"))
          && !by.signedHeaders().contains(name)) {
        throw wrong(name + " is not signed");
      }
    }
    String sent = request.header("x-amz-content-sha256").orElse(sha256(request.body()));
    String toSign = toSign(request, by, sent);
    boolean right =
        switch (by.algorithm()) {
          case V4 -> signature(toSign, by.scope(), keys).equals(by.signature());
          case V4A ->
              request.header("x-amz-region-set").isPresent()
                  && verified(toSign, by.signature(), keys);
          default -> false;
        };
    if (!right) {
      throw wrong("it does not fit what was sent");
    }
    boolean unhashed =
        by.service().equals("s3")
            && (sent.equals("UNSIGNED-PAYLOAD") || sent.startsWith("STREAMING-"));
    if (!unhashed && !sent.equals(sha256(request.body()))) {
      throw service.wrongPayload();
    }
  }

  /** Headers that sign a request without a body to S3, among them what was given. */
  static Map<String, String> signed(
      String method,
      String path,
      String query,
      Map<String, String> headers,
      Keys keys,
      Instant at) {
    var all = new TreeMap<>(headers);
    String date = DATE.format(at);
    all.put("x-amz-date", date);
    all.put("x-amz-content-sha256", sha256(new byte[0]));
    var asLists = new TreeMap<String, List<String>>();
    all.forEach((name, value) -> asLists.put(name, List.of(value)));
    String scope = date.substring(0, 8) + "/us-east-1/s3/aws4_request";
    var by = new Authorization(V4, keys.id(), scope, List.copyOf(all.keySet()), "");
    var request =
        new AwsRequest(method, path, query, AwsRequest.query(query), asLists, new byte[0]);
    String signature = signature(toSign(request, by, sha256(new byte[0])), scope, keys);
    all.put(
        "authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(V4, keys.id(), scope, String.join(";", by.signedHeaders()), signature));
    return all;
  }

  private static AwsRefusal wrong(String why) {
    return new AwsRefusal(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided: " + why);
  }

  private static String toSign(AwsRequest request, Authorization by, String payload) {
    var lines = new ArrayList<String>();
    lines.add(request.method());
    lines.add(
        by.service().equals("s3")
            ? request.path()
            : Arrays.stream(request.path().split("/", -1))
                .map(AwsRequest::encoded)
                .collect(Collectors.joining("/")));
    lines.add(
        request.query().entrySet().stream()
            .map(e -> AwsRequest.encoded(e.getKey()) + "=" + AwsRequest.encoded(e.getValue()))
            .sorted()
            .collect(Collectors.joining("&")));
    for (String name : by.signedHeaders()) {
      List<String> values = request.headers().getOrDefault(name, List.of());
      lines.add(
          name
              + ":"
              + values.stream()
                  .map(value -> value.strip().replaceAll(" +", " "))
                  .collect(Collectors.joining(",")));
    }
    lines.add("");
    lines.add(String.join(";", by.signedHeaders()));
    lines.add(payload);
    String canonical = String.join("\n", lines);
    return String.join(
        "\n",
        by.algorithm(),
        request.header("x-amz-date").orElse(""),
        by.scope(),
        sha256(canonical.getBytes(StandardCharsets.UTF_8)));
  }

  private static String signature(String toSign, String scope, Keys keys) {
    byte[] key = ("AWS4" + keys.secret()).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/")) {
      key = hmac(key, part.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(hmac(key, toSign.getBytes(StandardCharsets.UTF_8)));
  }

  private static boolean verified(String toSign, String signature, Keys keys) {
    ECNamedCurveParameterSpec curve = ECNamedCurveTable.getParameterSpec("secp256r1");
    var domain = new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN());
    var signer = new ECDSASigner();
    signer.init(
        false,
        new ECPublicKeyParameters(
            curve.getG().multiply(privateKey(keys, curve.getN())).normalize(), domain));
    ASN1Sequence parts = ASN1Sequence.getInstance(HexFormat.of().parseHex(signature));
    return signer.verifySignature(
        HexFormat.of().parseHex(sha256(toSign.getBytes(StandardCharsets.UTF_8))),
        ASN1Integer.getInstance(parts.getObjectAt(0)).getValue(),
        ASN1Integer.getInstance(parts.getObjectAt(1)).getValue());
  }

  /** NIST SP 800-108 in counter mode, until the number is one of the curve. */
  private static BigInteger privateKey(Keys keys, BigInteger order) {
    byte[] secret = ("AWS4A" + keys.secret()).getBytes(StandardCharsets.UTF_8);
    byte[] label = V4A.getBytes(StandardCharsets.UTF_8);
    byte[] id = keys.id().getBytes(StandardCharsets.UTF_8);
    for (int counter = 1; counter < 255; counter++) {
      ByteBuffer input = ByteBuffer.allocate(4 + label.length + 1 + id.length + 1 + 4);
      input.putInt(1).put(label).put((byte) 0).put(id).put((byte) counter).putInt(256);
      var candidate = new BigInteger(1, hmac(secret, input.array()));
      if (candidate.compareTo(order.subtract(BigInteger.TWO)) <= 0) {
        return candidate.add(BigInteger.ONE);
      }
    }
    throw new IllegalStateException("no key from this secret");
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
