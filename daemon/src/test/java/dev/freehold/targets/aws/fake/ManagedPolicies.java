package dev.freehold.targets.aws.fake;

import java.util.Map;
import java.util.Set;

/** Policies that every account has, by their ids. */
final class ManagedPolicies {
  static final String CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
  static final String CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
  static final String ORIGIN_HEADERS = "83da9c7e-98b4-4e11-a168-04f0df8e2c65";
  static final String ORIGIN_HEADERS_AND_QUERY = "4cc15a8a-d715-48a4-82b8-cc0b614638fe";
  static final String ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";
  static final String ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
  static final String SECURITY_HEADERS = "67f7725c-6f97-4210-82d7-5512b31e9d03";

  static final Set<String> CACHE =
      Set.of(
          CACHING_DISABLED,
          CACHING_OPTIMIZED,
          ORIGIN_HEADERS,
          ORIGIN_HEADERS_AND_QUERY,
          "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
          "2e54312d-136d-493c-8eb9-b001f22f67d2",
          "08627262-05a9-4f76-9ded-b50ca2e3a84f");
  static final Set<String> ORIGIN_REQUEST =
      Set.of(
          ALL_VIEWER,
          ALL_VIEWER_EXCEPT_HOST,
          "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
          "59781a5b-3903-41f3-afcb-af62929ccde1",
          "acba4595-bd28-49b8-b9fe-13317c0390fa",
          "33f36d7e-f396-46d9-90e0-52428a34d9dc");
  static final Set<String> RESPONSE_HEADERS =
      Set.of(
          SECURITY_HEADERS,
          "60669652-455b-4ae9-85a4-c4c02393f86c",
          "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
          "e61eb60c-9c35-4d20-a928-2b84e02af89c",
          "eaab4381-ed33-4a86-88ca-d9558dc6cd63");

  /** Of the policy for security, where the origin has not said another. */
  static final Map<String, String> SECURITY =
      Map.of(
          "x-xss-protection", "1; mode=block",
          "x-frame-options", "SAMEORIGIN",
          "referrer-policy", "strict-origin-when-cross-origin",
          "x-content-type-options", "nosniff",
          "strict-transport-security", "max-age=31536000");

  private ManagedPolicies() {}
}
