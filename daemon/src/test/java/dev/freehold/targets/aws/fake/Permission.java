package dev.freehold.targets.aws.fake;

/**
 * What a policy has to allow for a call.
 *
 * @param action as IAM names it, which is not always the call's name
 * @param resource its ARN, or {@code *}
 */
public record Permission(String action, String resource) {}
