package dev.freehold.targets.aws;

import dev.freehold.base.Sha256;
import dev.freehold.targets.Connected;
import dev.freehold.targets.Site;

/**
 * An account that was connected, and what Freehold's own things are called there: the same on every
 * machine.
 *
 * @param target name of the target
 * @param number 12 digits
 * @param store ARN of the store of pointers
 * @param accessControl id of how CloudFront signs
 */
record Account(
    String target,
    String profile,
    String region,
    String number,
    String store,
    String accessControl) {
  static final String PROFILE = "profile";
  static final String REGION = "region";

  /** Of functions and stores (CloudFront's API reference, CreateFunction). */
  private static final int LONGEST_NAME = 64;

  private static final String LOG_GROUPS = "/aws/lambda/";

  static Account of(Connected target) {
    return new Account(
        target.name(),
        target.state().path(PROFILE).asText(),
        target.state().path(REGION).asText(),
        target.state().path("number").asText(),
        target.state().path("store").asText(),
        target.state().path("accessControl").asText());
  }

  Clients.Login login() {
    return new Clients.Login(profile, region);
  }

  static String address(String number, String region) {
    return number + " in " + region;
  }

  static String bucket(String number, String region) {
    return "freehold-" + number + "-" + region;
  }

  String bucket() {
    return bucket(number, region);
  }

  /** As CloudFront reaches it. */
  String bucketHost() {
    return bucket() + ".s3." + region + ".amazonaws.com";
  }

  static String shared(String region) {
    return "freehold-" + region;
  }

  /** Of the store of pointers, and of how CloudFront signs. */
  String shared() {
    return shared(region);
  }

  /** Of a function of that name (CloudFront's API reference, FunctionMetadata). */
  String functionArn(Site site) {
    return "arn:aws:cloudfront::" + number + ":function/" + name(site);
  }

  /** Of what functions of Lambda may do. */
  String roleArn() {
    return "arn:aws:iam::" + number + ":role/" + shared();
  }

  /** Of what functions of Lambda print. */
  static String logs(String number, String region) {
    return "arn:aws:logs:" + region + ":" + number + ":log-group:" + LOG_GROUPS + "freehold-*";
  }

  String logs() {
    return logs(number, region);
  }

  /** Where Lambda writes what a function of that name prints. */
  String logGroup(Site site) {
    return LOG_GROUPS + name(site);
  }

  /** A site within the bucket and the store. */
  static String key(Site site) {
    return site.app() + "." + site.environment();
  }

  /** A site among all distributions and functions of the account. */
  String name(Site site) {
    String key = key(site);
    String end = "-" + Sha256.of(region + "/" + key).hex().substring(0, 8);
    String start = "freehold-" + key.replaceAll("[^A-Za-z0-9_-]", "-");
    return start.substring(0, Math.min(start.length(), LONGEST_NAME - end.length())) + end;
  }
}
