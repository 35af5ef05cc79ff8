package dev.freehold.targets.aws.fake;

import java.util.List;
import java.util.function.Supplier;

/**
 * @param name of the call in the service's API, as "s3:HeadObject"
 * @param permissions it needs
 */
record Operation(String name, List<Permission> permissions, Supplier<AwsAnswer> work) {
  static Operation of(String name, String resource, Supplier<AwsAnswer> work) {
    return new Operation(name, List.of(new Permission(name, resource)), work);
  }
}
