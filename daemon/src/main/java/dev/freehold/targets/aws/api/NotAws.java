package dev.freehold.targets.aws.api;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * A page came where AWS answers with a document: the SDK would read it as one that says nothing.
 */
final class NotAws extends SdkClientException {
  private static final long serialVersionUID = 1;

  private NotAws() {
    super(SdkClientException.builder().message("a page came instead of an answer"));
  }

  /** For services whose answers are documents, each of them. */
  static final class Refusing implements ExecutionInterceptor {
    @Override
    public void beforeUnmarshalling(
        Context.BeforeUnmarshalling answer, ExecutionAttributes attributes) {
      boolean page =
          answer
              .httpResponse()
              .firstMatchingHeader("Content-Type")
              .filter(type -> type.startsWith("text/html"))
              .isPresent();
      if (page && answer.httpResponse().isSuccessful()) {
        throw new NotAws();
      }
    }
  }
}
