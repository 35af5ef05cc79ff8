package dev.freehold.git.github;

import dev.freehold.base.ProviderError;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Errors of which GitHub, or the way to it, is the cause. */
final class Failures {
  private Failures() {}

  static ProviderError unreachable(String doing, String host, IOException cause) {
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new ProviderError(
        "github.unreachable",
        host + " could not be reached for " + doing + ": " + why,
        "Check the network and try again: what was done already is not done twice.",
        true,
        null,
        cause);
  }

  static ProviderError failing(String doing, HttpResponse<?> answer) {
    String id = requestId(answer);
    return new ProviderError(
        "github.failing",
        "GitHub failed at " + doing + " with status " + answer.statusCode() + ".",
        "Look at www.githubstatus.com and try again. GitHub's id of the request is " + id + ".",
        true,
        id,
        null);
  }

  static ProviderError rateLimited(String doing, HttpResponse<?> answer, Duration wait) {
    String time = wait.toMinutes() > 2 ? wait.toMinutes() + " minutes" : wait.toSeconds() + " s";
    return new ProviderError(
        "github.rate-limited",
        "GitHub asks to wait " + time + " before " + doing + ".",
        "Wait so long, then try again.",
        false,
        requestId(answer),
        null);
  }

  static ProviderError unreadable(
      String doing, String why, @Nullable String requestId, @Nullable Throwable cause) {
    return new ProviderError(
        "github.unreadable",
        "GitHub's answer to " + doing + " can't be read: " + why + ".",
        "Try again. If it stays so, look at www.githubstatus.com, or whether a proxy of your"
            + " network answers in GitHub's place.",
        true,
        requestId,
        cause);
  }

  static String requestId(HttpResponse<?> answer) {
    return answer.headers().firstValue("x-github-request-id").orElse("unknown");
  }
}
