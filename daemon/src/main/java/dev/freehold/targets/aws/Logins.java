package dev.freehold.targets.aws;

import dev.freehold.base.UserError;
import dev.freehold.targets.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSupplier;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * The keys that AWS's own tools have on this machine: profiles with keys, single sign-on, {@code
 * aws login} or a role to assume, and the environment. Freehold keeps the name of a profile and no
 * key.
 */
final class Logins {
  private static final String DEFAULT = "default";

  private final Map<String, String> environment;
  private final Supplier<ProfileFileSupplier> open;
  private @Nullable ProfileFileSupplier files;

  /**
   * @param open is asked when the first profile is looked for: until then a daemon does without
   *     AWS's library
   */
  Logins(Map<String, String> environment, Supplier<ProfileFileSupplier> open) {
    this.environment = environment;
    this.open = open;
  }

  private synchronized ProfileFileSupplier files() {
    if (files == null) {
      files = open.get();
    }
    return files;
  }

  /** What the command line tools use when nobody says. */
  String usual() {
    return environment.getOrDefault("AWS_PROFILE", DEFAULT);
  }

  List<Field.Found> found() {
    return profiles().keySet().stream()
        .sorted((a, b) -> a.equals(usual()) ? -1 : b.equals(usual()) ? 1 : a.compareTo(b))
        .map(name -> new Field.Found(name, "~/.aws"))
        .toList();
  }

  private Map<String, Profile> profiles() {
    ProfileFile all = files().get();
    return all.profiles();
  }

  /** Of the profile, or of the environment. */
  Optional<String> region(String profile) {
    return Optional.ofNullable(profiles().get(profile))
        .flatMap(one -> one.property("region"))
        .or(() -> Optional.ofNullable(environment.get("AWS_REGION")))
        .or(() -> Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")));
  }

  /**
   * @throws UserError {@code aws.login-missing}
   */
  void require(String profile) {
    if (!profiles().containsKey(profile) && !isOfEnvironment(profile)) {
      throw missing(profile, "there is no such profile in ~/.aws", null);
    }
  }

  private boolean isOfEnvironment(String profile) {
    return profile.equals(DEFAULT)
        && !environment.getOrDefault("AWS_ACCESS_KEY_ID", "").isEmpty()
        && !environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "").isEmpty();
  }

  /**
   * @throws UserError {@code aws.login-missing}
   */
  AwsCredentialsProvider of(String profile) {
    require(profile);
    if (profiles().containsKey(profile)) {
      return known(
          profile,
          ProfileCredentialsProvider.builder().profileFile(files()).profileName(profile).build());
    }
    String key = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    String session = environment.getOrDefault("AWS_SESSION_TOKEN", "");
    return StaticCredentialsProvider.create(
        session.isEmpty()
            ? AwsBasicCredentials.create(key, secret)
            : AwsSessionCredentials.create(key, secret, session));
  }

  /** Asked once here, so that what is wrong with it is told before anything is begun. */
  private static AwsCredentialsProvider known(String profile, AwsCredentialsProvider provider) {
    try {
      provider.resolveCredentials();
      return provider;
    } catch (SdkClientException | IllegalStateException e) {
      throw missing(profile, String.valueOf(e.getMessage()), e);
    }
  }

  private static UserError missing(String profile, String why, @Nullable Exception cause) {
    return new UserError(
        "aws.login-missing",
        "The profile '" + profile + "' gives no keys for AWS: " + why + ".",
        "Make one with 'aws configure sso' or 'aws login --profile "
            + profile
            + "', or log in again with 'aws sso login --profile "
            + profile
            + "'.",
        cause);
  }

  /**
   * Whether AWS has such a region, as far as the SDK knows. Those of China and of governments are
   * other clouds, with accounts and addresses of their own.
   */
  static boolean isRegion(String name) {
    return Region.regions().stream()
        .filter(region -> region.id().equals(name))
        .anyMatch(
            region -> !region.isGlobalRegion() && PartitionMetadata.of(region).id().equals("aws"));
  }
}
