package dev.freehold.targets.aws.api;

import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** One bucket, private, whose objects CloudFront alone reads. */
public final class Bucket {
  /** Versions that were overwritten or deleted stay so long. */
  private static final int RECOVERABLE_DAYS = 14;

  /** S3 deletes no more in one request. */
  private static final int TOGETHER = 1_000;

  /** Files of so many bytes at most are read whole; longer ones as they are sent. */
  private static final long AT_ONCE = 256 * 1024;

  private static final String FIRST_REGION = "us-east-1";
  private static final Pattern NAME = Pattern.compile("freehold-([0-9]{12})-[a-z0-9-]+");

  private final S3AsyncClient s3;
  private final String name;
  private final String region;
  private final String owner;

  Bucket(S3AsyncClient s3, String name, String region) {
    this.s3 = s3;
    this.name = name;
    this.region = region;
    this.owner = owner(name);
  }

  /** Its name says whose it must be, or else nothing is asked of it. */
  private static String owner(String name) {
    Matcher said = NAME.matcher(name);
    if (!said.matches()) {
      throw new IllegalArgumentException("a bucket called " + name);
    }
    return said.group(1);
  }

  /**
   * @param modified when it was written last
   */
  public record Listed(String key, long size, Instant modified) {}

  /**
   * @param metadata what the edge puts on the answer, by name
   */
  public record NewObject(
      String key, String contentType, String cacheControl, Map<String, String> metadata) {
    public static NewObject json(String key) {
      return new NewObject(key, "application/json", "no-store", Map.of());
    }
  }

  public String name() {
    return name;
  }

  /**
   * @throws UserError {@code aws.bucket-taken} when it is somebody else's
   */
  public boolean exists() {
    try {
      s3.headBucket(r -> r.bucket(name).expectedBucketOwner(owner)).join();
      return true;
    } catch (CompletionException e) {
      if (e.getCause() instanceof S3Exception answered) {
        if (answered.statusCode() == 404) {
          return false;
        }
        if (answered.statusCode() == 403) {
          throw new UserError(
              "aws.bucket-taken",
              "The bucket " + name + " is there, and these keys may not use it.",
              "Give them what 'freehold target policy' prints. If the bucket is of another account,"
                  + " use another region.",
              answered);
        }
      }
      throw asked("look for the bucket " + name, e);
    }
  }

  /** Makes it, or goes on where that was interrupted; may be repeated. */
  public void create() {
    if (exists()) {
      return;
    }
    try {
      s3.createBucket(
              r -> {
                r.bucket(name);
                if (!region.equals(FIRST_REGION)) {
                  r.createBucketConfiguration(
                      c -> c.locationConstraint(BucketLocationConstraint.fromValue(region)));
                }
              })
          .join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof BucketAlreadyOwnedByYouException)) {
        throw asked("make the bucket " + name, e);
      }
    }
    await(
        "mark the bucket " + name,
        s3.putBucketTagging(
            r ->
                r.bucket(name)
                    .expectedBucketOwner(owner)
                    .tagging(t -> t.tagSet(one -> one.key(Mark.KEY).value(Mark.SHARED)))));
  }

  /** Nothing of it is public, and what is overwritten can be brought back for two weeks. */
  public void secure(String policy) {
    await(
        "close the bucket " + name + " to the public",
        s3.putPublicAccessBlock(
            r ->
                r.bucket(name)
                    .expectedBucketOwner(owner)
                    .publicAccessBlockConfiguration(
                        c ->
                            c.blockPublicAcls(true)
                                .ignorePublicAcls(true)
                                .blockPublicPolicy(true)
                                .restrictPublicBuckets(true))));
    await(
        "keep versions in the bucket " + name,
        s3.putBucketVersioning(
            r ->
                r.bucket(name)
                    .expectedBucketOwner(owner)
                    .versioningConfiguration(c -> c.status(BucketVersioningStatus.ENABLED))));
    await(
        "let old versions in the bucket " + name + " expire",
        s3.putBucketLifecycleConfiguration(
            r ->
                r.bucket(name)
                    .expectedBucketOwner(owner)
                    .lifecycleConfiguration(
                        c ->
                            c.rules(
                                rule ->
                                    rule.id("freehold")
                                        .status(ExpirationStatus.ENABLED)
                                        .filter(f -> f.prefix(""))
                                        .expiration(x -> x.expiredObjectDeleteMarker(true))
                                        .noncurrentVersionExpiration(
                                            x -> x.noncurrentDays(RECOVERABLE_DAYS))
                                        .abortIncompleteMultipartUpload(
                                            x -> x.daysAfterInitiation(1))))));
    await(
        "let CloudFront read the bucket " + name,
        s3.putBucketPolicy(r -> r.bucket(name).expectedBucketOwner(owner).policy(policy)));
  }

  /** Empty when there is none. */
  public Optional<String> policy() {
    return found(
            "read the policy of the bucket " + name,
            s3.getBucketPolicy(r -> r.bucket(name).expectedBucketOwner(owner)))
        .map(answer -> answer.policy());
  }

  /** Of an object that is small and ours. */
  public Optional<String> read(String key) {
    return found(
            "read " + key,
            s3.getObject(
                r -> r.bucket(name).expectedBucketOwner(owner).key(key),
                AsyncResponseTransformer.toBytes()))
        .map(bytes -> bytes.asString(StandardCharsets.UTF_8));
  }

  public void write(NewObject object, String text) {
    await("write " + object.key(), put(object, AsyncRequestBody.fromString(text)));
  }

  public void send(NewObject object, AsyncRequestBody body) {
    await("write " + object.key(), put(object, body));
  }

  /** False when there is one already, which stays. */
  public boolean writeOnce(NewObject object, String text) {
    try {
      return once(object, () -> AsyncRequestBody.fromString(text)).join();
    } catch (CompletionException e) {
      throw asked("write " + object.key(), e);
    }
  }

  /** Sends what S3 compares with a checksum that is made of it meanwhile. */
  public CompletableFuture<?> put(NewObject object, AsyncRequestBody body) {
    return s3.putObject(request(object).checksumAlgorithm(ChecksumAlgorithm.CRC32).build(), body);
  }

  /** Sends a file that S3 takes only when it has this content. */
  public CompletableFuture<?> put(NewObject object, Path file, Sha256 content) {
    try {
      AsyncRequestBody body =
          Files.size(file) <= AT_ONCE
              ? AsyncRequestBody.fromBytesUnsafe(Files.readAllBytes(file))
              : AsyncRequestBody.fromFile(file);
      return s3.putObject(request(object).checksumSHA256(content.base64()).build(), body);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(
          MachineError.io("Reading a file of the release for " + object.key(), e));
    }
  }

  private PutObjectRequest.Builder request(NewObject object) {
    return PutObjectRequest.builder()
        .bucket(name)
        .expectedBucketOwner(owner)
        .key(object.key())
        .contentType(object.contentType())
        .cacheControl(object.cacheControl())
        .metadata(object.metadata());
  }

  /**
   * The bytes of another object of the bucket.
   *
   * @return false when that is gone
   */
  public CompletableFuture<Boolean> copy(String from, NewObject to) {
    return s3.copyObject(
            r ->
                r.sourceBucket(name)
                    .sourceKey(from)
                    .expectedSourceBucketOwner(owner)
                    .destinationBucket(name)
                    .expectedBucketOwner(owner)
                    .destinationKey(to.key())
                    .contentType(to.contentType())
                    .cacheControl(to.cacheControl())
                    .metadata(to.metadata())
                    .metadataDirective(MetadataDirective.REPLACE))
        .handle(
            (_, failure) -> {
              if (failure == null) {
                return true;
              }
              if (cause(failure) instanceof S3Exception answered && answered.statusCode() == 404) {
                return false;
              }
              throw asked("copy " + from, failure);
            });
  }

  private CompletableFuture<Boolean> once(NewObject object, Supplier<AsyncRequestBody> body) {
    return s3.putObject(
            request(object).ifNoneMatch("*").checksumAlgorithm(ChecksumAlgorithm.CRC32).build(),
            body.get())
        .handle(
            (_, failure) -> {
              if (failure == null) {
                return true;
              }
              if (cause(failure) instanceof S3Exception answered && answered.statusCode() == 412) {
                return false;
              }
              throw asked("write " + object.key(), failure);
            });
  }

  public List<Listed> list(String prefix) {
    var all = new ArrayList<Listed>();
    pages(r -> r.prefix(prefix))
        .forEach(
            page ->
                page.contents().stream()
                    .map(one -> new Listed(one.key(), one.size(), one.lastModified()))
                    .forEach(all::add));
    return List.copyOf(all);
  }

  /** Names of what lies directly below, without the slash at their end. */
  public List<String> folders(String prefix) {
    return pages(r -> r.prefix(prefix).delimiter("/")).stream()
        .flatMap(page -> page.commonPrefixes().stream())
        .map(CommonPrefix::prefix)
        .map(folder -> folder.substring(prefix.length(), folder.length() - 1))
        .toList();
  }

  private List<ListObjectsV2Response> pages(UnaryOperator<ListObjectsV2Request.Builder> wanted) {
    var pages = new ArrayList<ListObjectsV2Response>();
    String after = null;
    do {
      String token = after;
      var page =
          await(
              "list the bucket " + name,
              s3.listObjectsV2(
                  r ->
                      wanted
                          .apply(r.bucket(name).expectedBucketOwner(owner))
                          .continuationToken(token)));
      pages.add(page);
      after = page.nextContinuationToken();
    } while (after != null);
    return pages;
  }

  public void delete(List<String> keys) {
    deleteAll(keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList());
  }

  private void deleteAll(List<ObjectIdentifier> objects) {
    for (int from = 0; from < objects.size(); from += TOGETHER) {
      List<ObjectIdentifier> some =
          objects.subList(from, Math.min(from + TOGETHER, objects.size()));
      var answer =
          await(
              "delete from the bucket " + name,
              s3.deleteObjects(
                  r ->
                      r.bucket(name)
                          .expectedBucketOwner(owner)
                          .delete(Delete.builder().objects(some).quiet(true).build())));
      answer.errors().stream()
          .findFirst()
          .ifPresent(
              first -> {
                throw Failures.ofOne(
                    first.code(),
                    first.message(),
                    "delete " + first.key() + " from the bucket " + name);
              });
    }
  }

  /** Deletes it with all versions of all objects. */
  public void destroy() {
    if (!exists()) {
      return;
    }
    ListObjectVersionsResponse page;
    do {
      page =
          await(
              "list the bucket " + name,
              s3.listObjectVersions(r -> r.bucket(name).expectedBucketOwner(owner)));
      var all = new ArrayList<ObjectIdentifier>();
      page.versions()
          .forEach(
              one ->
                  all.add(
                      ObjectIdentifier.builder()
                          .key(one.key())
                          .versionId(one.versionId())
                          .build()));
      page.deleteMarkers()
          .forEach(
              one ->
                  all.add(
                      ObjectIdentifier.builder()
                          .key(one.key())
                          .versionId(one.versionId())
                          .build()));
      deleteAll(all);
    } while (page.isTruncated());
    found(
        "delete the bucket " + name,
        s3.deleteBucket(r -> r.bucket(name).expectedBucketOwner(owner)));
  }

  private static <T> T await(String doing, CompletableFuture<T> call) {
    return Failures.awaited(doing, call);
  }

  /** Empty when what is asked for is not there, or not any more. */
  private static <T> Optional<T> found(String doing, CompletableFuture<T> call) {
    try {
      return Optional.of(call.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof S3Exception answered && answered.statusCode() == 404) {
        return Optional.empty();
      }
      throw asked(doing, e);
    }
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException wrapped && wrapped.getCause() != null
        ? wrapped.getCause()
        : failure;
  }

  /** As it is told to people. */
  public static RuntimeException asked(String doing, Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof SdkException known) {
      return Failures.of(known, doing);
    }
    return cause instanceof RuntimeException known
        ? known
        : new IllegalStateException("asking AWS to " + doing, cause);
  }
}
