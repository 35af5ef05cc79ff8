package dev.freehold.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import dev.freehold.base.MachineError;
import dev.freehold.base.ProviderError;
import dev.freehold.base.UserError;
import dev.freehold.cli.client.DaemonBug;
import java.util.Optional;
import picocli.CommandLine.ParameterException;

/** Any failure as it is shown, and the one place where it becomes an exit code. */
record Failure(ExitCode exit, String code, String message, String remedy, Optional<Stopped> plan) {
  /** Words of the command line that make no sense together. */
  private static final String USAGE = "cli.usage";

  /** What a plan that came to nothing found, asks, and takes the app for. */
  record Stopped(JsonNode checks, JsonNode questions, JsonNode conclusions) {}

  static Failure of(Throwable error) {
    return switch (error) {
      case UserError e when e.code().equals(USAGE) ->
          of(ExitCode.USAGE, e.code(), e.getMessage(), e.remedy());
      case UserError e -> of(ExitCode.USER, e.code(), e.getMessage(), e.remedy());
      case ProviderError e -> of(ExitCode.PROVIDER, e.code(), e.getMessage(), e.remedy());
      case MachineError e -> of(ExitCode.MACHINE, e.code(), e.getMessage(), e.remedy());
      case DaemonBug e -> of(ExitCode.BUG, e.code(), String.valueOf(e.getMessage()), e.remedy());
      case RunFailed e -> e.failure();
      case ParameterException e -> usage(e);
      default ->
          of(
              ExitCode.BUG,
              "internal.bug",
              "Freehold ran into a bug: " + error.getClass().getSimpleName() + ".",
              "Run it again with FREEHOLD_DEBUG=1 and report what it prints.");
    };
  }

  /** What a run ended with: {@code {family, code, message, remedy}}. */
  static Failure ofRun(JsonNode error) {
    ExitCode exit =
        switch (error.path("family").asText()) {
          case "bug" -> ExitCode.BUG;
          case "machine" -> ExitCode.MACHINE;
          case "provider" -> ExitCode.PROVIDER;
          default -> ExitCode.USER;
        };
    return of(
        exit,
        error.path("code").asText(),
        error.path("message").asText(),
        error.path("remedy").asText());
  }

  /** For a command that finds it out by itself. */
  static UserError misused(String what, String remedy) {
    return new UserError(USAGE, what, remedy);
  }

  private static Failure usage(ParameterException e) {
    Misuse misuse = Misuse.of(e);
    return of(ExitCode.USAGE, USAGE, misuse.message(), misuse.remedy());
  }

  private static Failure of(ExitCode exit, String code, String message, String remedy) {
    return new Failure(exit, code, message, remedy, Optional.empty());
  }

  Failure of(Stopped stopped) {
    return new Failure(exit, code, message, remedy, Optional.of(stopped));
  }

  /** {@code {"error":{code,message,remedy}}}, with what a stopped plan found and asks beside it. */
  ObjectNode json() {
    ObjectNode document = Json.mapper().createObjectNode();
    document.putObject("error").put("code", code).put("message", message).put("remedy", remedy);
    plan.ifPresent(
        stopped -> {
          document.set("checks", stopped.checks());
          document.set("questions", stopped.questions());
          document.set("conclusions", stopped.conclusions());
        });
    return document;
  }
}
