package dev.freehold.targets.aws.api;

import dev.freehold.targets.aws.api.SiteConfig.Elsewhere;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.Aliases;
import software.amazon.awssdk.services.cloudfront.model.AllowedMethods;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponses;
import software.amazon.awssdk.services.cloudfront.model.DefaultCacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.EventType;
import software.amazon.awssdk.services.cloudfront.model.FunctionAssociations;
import software.amazon.awssdk.services.cloudfront.model.HttpVersion;
import software.amazon.awssdk.services.cloudfront.model.LambdaFunctionAssociations;
import software.amazon.awssdk.services.cloudfront.model.Method;
import software.amazon.awssdk.services.cloudfront.model.MinimumProtocolVersion;
import software.amazon.awssdk.services.cloudfront.model.NoSuchDistributionException;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginProtocolPolicy;
import software.amazon.awssdk.services.cloudfront.model.PreconditionFailedException;
import software.amazon.awssdk.services.cloudfront.model.PriceClass;
import software.amazon.awssdk.services.cloudfront.model.SSLSupportMethod;
import software.amazon.awssdk.services.cloudfront.model.SslProtocol;
import software.amazon.awssdk.services.cloudfront.model.ViewerCertificate;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;

/** The distributions of an account. */
public final class Distributions {
  /** Managed policies, so that an account's free plan takes them (cache-policies in its guide). */
  private static final String CACHED = "658327ea-f89d-4fab-a63d-7e88639e58f6";

  private static final String NOT_CACHED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
  private static final String ALL_BUT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
  private static final String FILES = "files";
  private static final String SERVER = "server";

  /** Seconds until an answer begins; more has to be asked for (CloudFront quotas). */
  private static final int LONGEST_ANSWER = 60;

  /** Seconds for which a connection to a server waits for the next request: CloudFront's own. */
  private static final int KEPT_OPEN = 5;

  private static final LambdaFunctionAssociations NO_LAMBDA =
      LambdaFunctionAssociations.builder().quantity(0).build();

  private static final String DEPLOYED = "Deployed";
  private static final String MARK = "Freehold: ";

  /** That CloudFront keeps (CloudFront Developer Guide, HTTP status codes that are cached). */
  private static final List<Integer> ERRORS =
      List.of(400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504);

  private static final List<Method> READING = List.of(Method.GET, Method.HEAD, Method.OPTIONS);
  private static final List<Method> ALL =
      List.of(
          Method.GET,
          Method.HEAD,
          Method.OPTIONS,
          Method.PUT,
          Method.POST,
          Method.PATCH,
          Method.DELETE);

  private final CloudFrontClient cloudFront;

  Distributions(CloudFrontClient cloudFront) {
    this.cloudFront = cloudFront;
  }

  /**
   * @param host CloudFront's own name for it, {@code d1234.cloudfront.net}
   * @param deployed whether all edges have its newest configuration
   */
  public record Distribution(String id, String host, boolean deployed, boolean enabled) {}

  /** By the name that it was given. */
  public Optional<Distribution> find(String name) {
    return Failures.told(
        "look for the distribution of " + name,
        () -> {
          String marker = null;
          do {
            String from = marker;
            var list = cloudFront.listDistributions(r -> r.marker(from)).distributionList();
            Optional<Distribution> found =
                list.items().stream()
                    .filter(one -> (MARK + name).equals(one.comment()))
                    .map(Distributions::of)
                    .findFirst();
            if (found.isPresent()) {
              return found;
            }
            marker = Boolean.TRUE.equals(list.isTruncated()) ? list.nextMarker() : null;
          } while (marker != null);
          return Optional.empty();
        });
  }

  private static Distribution of(DistributionSummary one) {
    return new Distribution(
        one.id(), one.domainName(), DEPLOYED.equals(one.status()), one.enabled());
  }

  public Optional<Distribution> get(String id) {
    return Failures.told(
        "look at the distribution " + id,
        () -> {
          try {
            var one = cloudFront.getDistribution(r -> r.id(id)).distribution();
            return Optional.of(
                new Distribution(
                    one.id(),
                    one.domainName(),
                    DEPLOYED.equals(one.status()),
                    one.distributionConfig().enabled()));
          } catch (NoSuchDistributionException _) {
            return Optional.empty();
          }
        });
  }

  /**
   * @param reference with which there is none yet, and by which a repeated call makes no second one
   */
  public Distribution create(SiteConfig wanted, String reference, String mark) {
    DistributionConfig config = config(wanted).toBuilder().callerReference(reference).build();
    return Failures.told(
        "make the distribution of " + wanted.name(),
        () -> {
          var made =
              cloudFront
                  .createDistributionWithTags(
                      r ->
                          r.distributionConfigWithTags(
                              all ->
                                  all.distributionConfig(config)
                                      .tags(t -> t.items(i -> i.key(Mark.KEY).value(mark)))))
                  .distribution();
          return new Distribution(made.id(), made.domainName(), false, true);
        });
  }

  /** Whether it is as wanted, as far as Freehold says anything about it. */
  public boolean isAsWanted(String id, SiteConfig wanted) {
    return Failures.told(
        "look at the distribution of " + wanted.name(),
        () -> {
          DistributionConfig now =
              cloudFront.getDistributionConfig(r -> r.id(id)).distributionConfig();
          return Shape.of(now).equals(Shape.of(config(wanted)))
              && now.aliases().items().stream().sorted().toList().equals(names(now, wanted))
              && (wanted.own().certificate().isEmpty()
                  || wanted
                      .own()
                      .certificate()
                      .get()
                      .equals(now.viewerCertificate().acmCertificateArn()));
        });
  }

  /**
   * Leaves what its owner set besides: other names, logs, firewall, headers of answers. AWS takes
   * only a configuration that is whole, also where it has its own values.
   */
  public void update(String id, SiteConfig wanted) {
    Failures.told(
        "change the distribution of " + wanted.name(),
        () -> {
          var now = cloudFront.getDistributionConfig(r -> r.id(id));
          DistributionConfig ours = config(wanted);
          var merge = new Merge(now.distributionConfig());
          List<String> names = names(now.distributionConfig(), wanted);
          return cloudFront.updateDistribution(
              r ->
                  r.id(id)
                      .ifMatch(now.eTag())
                      .distributionConfig(
                          now.distributionConfig().toBuilder()
                              .enabled(true)
                              .aliases(
                                  Aliases.builder().quantity(names.size()).items(names).build())
                              .viewerCertificate(
                                  certificate(now.distributionConfig(), wanted, names))
                              .origins(merge.origins(ours.origins()))
                              .defaultCacheBehavior(merge.behaviour(ours.defaultCacheBehavior()))
                              .cacheBehaviors(merge.behaviours(ours.cacheBehaviors()))
                              .customErrorResponses(ours.customErrorResponses())
                              .build()));
        });
  }

  /** The owner's other names stay. */
  private static List<String> names(DistributionConfig now, SiteConfig wanted) {
    return Stream.concat(
            now.aliases().items().stream().filter(name -> !wanted.own().before().contains(name)),
            wanted.own().names().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static ViewerCertificate certificate(
      DistributionConfig now, SiteConfig wanted, List<String> names) {
    if (wanted.own().certificate().isPresent()) {
      return certificate(wanted.own().certificate().get());
    }
    return names.isEmpty()
        ? ViewerCertificate.builder().cloudFrontDefaultCertificate(true).build()
        : now.viewerCertificate();
  }

  private static ViewerCertificate certificate(String arn) {
    return ViewerCertificate.builder()
        .acmCertificateArn(arn)
        .sslSupportMethod(SSLSupportMethod.SNI_ONLY)
        .minimumProtocolVersion(MinimumProtocolVersion.TLS_V1_2_2021)
        .build();
  }

  /** May be repeated. */
  public void disable(String id) {
    Failures.told(
        "switch the distribution " + id + " off",
        () -> {
          var now = cloudFront.getDistributionConfig(r -> r.id(id));
          try {
            return cloudFront.updateDistribution(
                r ->
                    r.id(id)
                        .ifMatch(now.eTag())
                        .distributionConfig(
                            now.distributionConfig().toBuilder().enabled(false).build()));
          } catch (PreconditionFailedException e) {
            if (get(id).filter(Distribution::enabled).isPresent()) {
              throw e;
            }
            return null;
          }
        });
  }

  /** May be repeated. */
  public void delete(String id) {
    Failures.told(
        "delete the distribution " + id,
        () -> {
          try {
            String etag = cloudFront.getDistributionConfig(r -> r.id(id)).eTag();
            return cloudFront.deleteDistribution(r -> r.id(id).ifMatch(etag));
          } catch (NoSuchDistributionException _) {
            return null;
          }
        });
  }

  /** What Freehold says about a distribution, without what AWS adds by itself. */
  private record Shape(
      boolean enabled,
      List<String> origins,
      String defaultRule,
      List<String> rules,
      List<String> errors) {
    static Shape of(DistributionConfig config) {
      return new Shape(
          config.enabled(),
          config.origins().items().stream()
              .map(
                  one ->
                      String.join(
                          " ",
                          one.id(),
                          one.domainName(),
                          one.originPath(),
                          String.valueOf(one.originAccessControlId())))
              .sorted()
              .toList(),
          rule(
              "*",
              config.defaultCacheBehavior().targetOriginId(),
              config.defaultCacheBehavior().cachePolicyId(),
              config.defaultCacheBehavior().functionAssociations()),
          config.cacheBehaviors() == null
              ? List.of()
              : config.cacheBehaviors().items().stream()
                  .map(
                      one ->
                          rule(
                              one.pathPattern(),
                              one.targetOriginId(),
                              one.cachePolicyId(),
                              one.functionAssociations()))
                  .toList(),
          config.customErrorResponses() == null
              ? List.of()
              : config.customErrorResponses().items().stream()
                  .map(
                      one ->
                          one.errorCode()
                              + " "
                              + Optional.ofNullable(one.responsePagePath()).orElse(""))
                  .toList());
    }

    private static String rule(
        String pattern, String origin, String policy, FunctionAssociations functions) {
      return String.join(
          " ",
          Stream.concat(
                  Stream.of(pattern, origin, policy),
                  functions.items().stream()
                      .map(one -> one.eventTypeAsString() + " " + one.functionARN())
                      .sorted())
              .toList());
    }
  }

  private static DistributionConfig config(SiteConfig wanted) {
    List<Origin> origins = origins(wanted);
    List<CacheBehavior> rules = rules(wanted);
    var config = DistributionConfig.builder();
    wanted.own().certificate().map(Distributions::certificate).ifPresent(config::viewerCertificate);
    return config
        .aliases(
            Aliases.builder()
                .quantity(wanted.own().names().size())
                .items(wanted.own().names())
                .build())
        .comment(MARK + wanted.name())
        .enabled(true)
        .defaultRootObject("")
        .isIPV6Enabled(true)
        .httpVersion(HttpVersion.HTTP2_AND3)
        .priceClass(PriceClass.PRICE_CLASS_ALL)
        .origins(o -> o.quantity(origins.size()).items(origins))
        .defaultCacheBehavior(wanted.servers().all() ? answering(wanted) : showing(wanted))
        .cacheBehaviors(c -> c.quantity(rules.size()).items(rules))
        .customErrorResponses(missing(wanted.missing()))
        .build();
  }

  private static DefaultCacheBehavior showing(SiteConfig wanted) {
    return DefaultCacheBehavior.builder()
        .targetOriginId(FILES)
        .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
        .allowedMethods(methods(READING))
        .compress(true)
        .cachePolicyId(CACHED)
        .functionAssociations(functions(wanted.function()))
        .lambdaFunctionAssociations(NO_LAMBDA)
        .smoothStreaming(false)
        .fieldLevelEncryptionId("")
        .build();
  }

  private static DefaultCacheBehavior answering(SiteConfig wanted) {
    return DefaultCacheBehavior.builder()
        .targetOriginId(SERVER)
        .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
        .allowedMethods(methods(ALL))
        .compress(true)
        .cachePolicyId(NOT_CACHED)
        .originRequestPolicyId(ALL_BUT_HOST)
        .functionAssociations(functions(wanted.function()))
        .lambdaFunctionAssociations(NO_LAMBDA)
        .smoothStreaming(false)
        .fieldLevelEncryptionId("")
        .build();
  }

  private static List<CacheBehavior> rules(SiteConfig wanted) {
    // by pattern: releases may have different things under one, and CloudFront takes it once
    var rules = new LinkedHashMap<String, CacheBehavior>();
    String function = wanted.function();
    wanted
        .elsewhere()
        .forEach(
            one -> rules.putIfAbsent(one.pattern(), passedOn(one.pattern(), one.host(), function)));
    wanted
        .servers()
        .patterns()
        .forEach(pattern -> rules.putIfAbsent(pattern, passedOn(pattern, SERVER, function)));
    wanted
        .servers()
        .files()
        .forEach(pattern -> rules.putIfAbsent(pattern, kept(pattern, function)));
    return List.copyOf(rules.values());
  }

  private static List<Origin> origins(SiteConfig wanted) {
    var origins = new ArrayList<Origin>();
    origins.add(
        Origin.builder()
            .id(FILES)
            .domainName(wanted.bucketHost())
            .originPath(wanted.folder())
            .originAccessControlId(wanted.accessControl())
            .customHeaders(h -> h.quantity(0))
            .s3OriginConfig(s -> s.originAccessIdentity(""))
            .build());
    wanted.elsewhere().stream()
        .map(Elsewhere::host)
        .distinct()
        .map(host -> server(host, host))
        .forEach(origins::add);
    if (!wanted.servers().none()) {
      origins.add(server(SERVER, wanted.servers().placeholder()));
    }
    return origins;
  }

  private static Origin server(String id, String host) {
    return Origin.builder()
        .id(id)
        .domainName(host)
        .originPath("")
        .customHeaders(h -> h.quantity(0))
        .customOriginConfig(
            c ->
                c.httpPort(80)
                    .httpsPort(443)
                    .originProtocolPolicy(OriginProtocolPolicy.HTTPS_ONLY)
                    .originReadTimeout(LONGEST_ANSWER)
                    .originKeepaliveTimeout(KEPT_OPEN)
                    .originSslProtocols(p -> p.quantity(1).items(SslProtocol.TLS_V1_2)))
        .build();
  }

  /** A server that is asked there sees neither cookies nor queries, which others would share. */
  private static CacheBehavior kept(String pattern, String function) {
    return CacheBehavior.builder()
        .pathPattern(pattern)
        .targetOriginId(SERVER)
        .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
        .allowedMethods(methods(ALL))
        .compress(true)
        .cachePolicyId(CACHED)
        .functionAssociations(functions(function))
        .lambdaFunctionAssociations(NO_LAMBDA)
        .smoothStreaming(false)
        .fieldLevelEncryptionId("")
        .build();
  }

  private static CacheBehavior passedOn(String pattern, String origin, String function) {
    return CacheBehavior.builder()
        .pathPattern(pattern)
        .targetOriginId(origin)
        .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
        .allowedMethods(methods(ALL))
        .compress(true)
        .cachePolicyId(NOT_CACHED)
        .originRequestPolicyId(ALL_BUT_HOST)
        .functionAssociations(functions(function))
        .lambdaFunctionAssociations(NO_LAMBDA)
        .smoothStreaming(false)
        .fieldLevelEncryptionId("")
        .build();
  }

  private static AllowedMethods methods(List<Method> methods) {
    return AllowedMethods.builder()
        .quantity(methods.size())
        .items(methods)
        .cachedMethods(c -> c.quantity(2).items(Method.GET, Method.HEAD))
        .build();
  }

  private static FunctionAssociations functions(String arn) {
    return FunctionAssociations.builder()
        .quantity(2)
        .items(
            one -> one.functionARN(arn).eventType(EventType.VIEWER_REQUEST),
            one -> one.functionARN(arn).eventType(EventType.VIEWER_RESPONSE))
        .build();
  }

  private static CustomErrorResponses missing(Optional<String> page) {
    return page.map(
            path ->
                CustomErrorResponses.builder()
                    .quantity(1)
                    .items(
                        one ->
                            one.errorCode(404)
                                .responseCode("404")
                                .responsePagePath(path)
                                .errorCachingMinTTL(10L))
                    .build())
        .orElseGet(Distributions::asTheyAre);
  }

  /** Without this, one visitor's error would be everybody's for ten seconds. */
  private static CustomErrorResponses asTheyAre() {
    return CustomErrorResponses.builder()
        .quantity(ERRORS.size())
        .items(
            ERRORS.stream()
                .map(
                    status ->
                        CustomErrorResponse.builder()
                            .errorCode(status)
                            .errorCachingMinTTL(0L)
                            .build())
                .toList())
        .build();
  }
}
