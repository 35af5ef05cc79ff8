package dev.freehold.targets.aws.api;

import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.InvalidParameterValueException;
import software.amazon.awssdk.services.lambda.model.InvokeMode;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.State;

/** The functions of Lambda: servers, with versions that stay as they are. */
public final class ServerFunctions {
  private static final String ANYBODY = "*";
  private static final String NEWEST = "$LATEST";

  private final LambdaClient lambda;

  ServerFunctions(LambdaClient lambda) {
    this.lambda = lambda;
  }

  /**
   * What a function is to be like.
   *
   * @param role ARN
   * @param layer ARN
   * @param bucket of the zip
   * @param variables may be secret
   */
  public record Wanted(
      String role,
      String runtime,
      String handler,
      String layer,
      int megabytes,
      int seconds,
      String bucket,
      String key,
      Map<String, String> variables) {
    /** As {@link Now#settings}. */
    public String settings() {
      return digest(runtime, variables);
    }

    @Override
    public String toString() {
      return "Wanted[" + key + "]";
    }
  }

  /**
   * A function or one of its versions, as it is now.
   *
   * @param revision another one after each change
   * @param code digest
   * @param settings digest of what it is started with
   * @param pending whether Lambda is at work on it
   * @param broken whether nothing but making it anew helps
   * @param failure why what was asked for last is not in force; empty if it is, or may get so
   */
  public record Now(
      String revision,
      String code,
      String settings,
      boolean pending,
      boolean broken,
      String failure) {}

  /** Whether a function was made. */
  public enum Making {
    MADE,
    /** There was one, which may be another. */
    WAS_THERE,
    /** Lambda does not know of the role, which may be new. */
    ROLE_UNKNOWN
  }

  private static String digest(String runtime, Map<String, String> variables) {
    return Sha256.of(Json.canonical(List.of(runtime, variables))).hex();
  }

  /**
   * @param description that it was made with
   */
  public record Alias(String name, String version, String description) {}

  /** As it would be published next. */
  public Optional<Now> find(String name) {
    return find(name, NEWEST);
  }

  public Optional<Now> find(String name, String version) {
    return asked(
        "look at the function " + name, () -> Optional.of(now(name, version)), Optional.empty());
  }

  private Now now(String name, String version) {
    var now = lambda.getFunctionConfiguration(r -> r.functionName(name).qualifier(version));
    boolean broken = now.state() == State.FAILED;
    String failure =
        broken
            ? now.stateReason()
            : now.lastUpdateStatus() == LastUpdateStatus.FAILED ? now.lastUpdateStatusReason() : "";
    return new Now(
        now.revisionId(),
        now.codeSha256(),
        digest(
            now.runtimeAsString(),
            now.environment() == null ? Map.of() : now.environment().variables()),
        now.lastUpdateStatus() == LastUpdateStatus.IN_PROGRESS
            || !(broken || now.state() == State.ACTIVE || now.state() == State.INACTIVE),
        broken,
        failure == null ? "it gives no reason" : failure);
  }

  public Making create(String name, Wanted wanted, String mark) {
    return configuring(
        "make the function " + name,
        name,
        () -> {
          try {
            lambda.createFunction(
                r ->
                    r.functionName(name)
                        .description("Freehold")
                        .tags(Map.of(Mark.KEY, mark))
                        .role(wanted.role())
                        .runtime(wanted.runtime())
                        .handler(wanted.handler())
                        .layers(wanted.layer())
                        .architectures(Architecture.X86_64)
                        .memorySize(wanted.megabytes())
                        .timeout(wanted.seconds())
                        .environment(e -> e.variables(wanted.variables()))
                        .code(c -> c.s3Bucket(wanted.bucket()).s3Key(wanted.key())));
            return Making.MADE;
          } catch (ResourceConflictException _) {
            return Making.WAS_THERE;
          } catch (InvalidParameterValueException e) {
            if (String.valueOf(e.getMessage()).contains("cannot be assumed by Lambda")) {
              return Making.ROLE_UNKNOWN;
            }
            throw e;
          }
        });
  }

  /** Lambda's words about variables that are too large repeat them, so they are not told. */
  private static <T> T configuring(String doing, String name, Supplier<T> call) {
    return Failures.told(
        doing,
        () -> {
          try {
            return call.get();
          } catch (InvalidParameterValueException e) {
            if (!String.valueOf(e.getMessage()).contains("environment variables")) {
              throw e;
            }
            throw new UserError(
                "aws.variables-too-large",
                "Lambda does not take the variables of the function " + name + ": it takes 4 KB.",
                "Take out what it does not need: freehold var list");
          }
        });
  }

  /**
   * @param now which nobody may have changed since
   * @return digest of its code
   */
  public String bring(String name, Wanted wanted, Now now) {
    return Failures.told(
        "bring the files of the function " + name,
        () ->
            lambda
                .updateFunctionCode(
                    r ->
                        r.functionName(name)
                            .s3Bucket(wanted.bucket())
                            .s3Key(wanted.key())
                            .architectures(Architecture.X86_64)
                            .revisionId(now.revision()))
                .codeSha256());
  }

  /**
   * @param now which nobody may have changed since
   */
  public void configure(String name, Wanted wanted, Now now) {
    configuring(
        "set up the function " + name,
        name,
        () ->
            lambda.updateFunctionConfiguration(
                r ->
                    r.functionName(name)
                        .role(wanted.role())
                        .runtime(wanted.runtime())
                        .handler(wanted.handler())
                        .layers(wanted.layer())
                        .memorySize(wanted.megabytes())
                        .timeout(wanted.seconds())
                        .environment(e -> e.variables(wanted.variables()))
                        .revisionId(now.revision())));
  }

  /**
   * The same one again when nothing was changed since.
   *
   * @param now which nobody may have changed since
   * @return its number
   */
  public String publish(String name, String code, Now now) {
    return Failures.told(
        "publish a version of the function " + name,
        () ->
            lambda
                .publishVersion(
                    r -> r.functionName(name).codeSha256(code).revisionId(now.revision()))
                .version());
  }

  /** May be repeated. */
  public void createAlias(String name, Alias alias) {
    there(
        "name a version of the function " + name,
        () ->
            lambda.createAlias(
                r ->
                    r.functionName(name)
                        .name(alias.name())
                        .functionVersion(alias.version())
                        .description(alias.description())));
  }

  public List<Alias> aliases(String name) {
    return asked(
        "list the names of versions of the function " + name,
        () ->
            lambda.listAliasesPaginator(r -> r.functionName(name)).aliases().stream()
                .map(
                    one ->
                        new Alias(
                            one.name(),
                            one.functionVersion(),
                            one.description() == null ? "" : one.description()))
                .toList(),
        List.of());
  }

  /** Host of an alias's own address. */
  public Optional<String> host(String name, String alias) {
    return asked(
        "look for the address of the function " + name,
        () ->
            Optional.of(
                URI.create(
                        lambda
                            .getFunctionUrlConfig(r -> r.functionName(name).qualifier(alias))
                            .functionUrl())
                    .getHost()),
        Optional.empty());
  }

  /**
   * Gives an alias an address at which anybody may ask: the program in the function answers whom it
   * knows. May be repeated.
   */
  public void open(String name, String alias) {
    there(
        "give the function " + name + " an address",
        () ->
            lambda.createFunctionUrlConfig(
                r ->
                    r.functionName(name)
                        .qualifier(alias)
                        .authType(FunctionUrlAuthType.NONE)
                        .invokeMode(InvokeMode.RESPONSE_STREAM)));
    String doing = "let the distribution ask the function " + name;
    there(
        doing,
        () ->
            lambda.addPermission(
                r ->
                    r.functionName(name)
                        .qualifier(alias)
                        .statementId("FreeholdAddress")
                        .action("lambda:InvokeFunctionUrl")
                        .principal(ANYBODY)
                        .functionUrlAuthType(FunctionUrlAuthType.NONE)));
    there(
        doing,
        () ->
            lambda.addPermission(
                r ->
                    r.functionName(name)
                        .qualifier(alias)
                        .statementId("FreeholdFunction")
                        .action("lambda:InvokeFunction")
                        .principal(ANYBODY)
                        .invokedViaFunctionUrl(true)));
  }

  public void deleteAlias(String name, String alias) {
    gone(
        "delete the address of a version of the function " + name,
        () -> lambda.deleteFunctionUrlConfig(r -> r.functionName(name).qualifier(alias)));
    gone(
        "delete the name of a version of the function " + name,
        () -> lambda.deleteAlias(r -> r.functionName(name).name(alias)));
  }

  /** Numbers of those that were published. */
  public List<String> versions(String name) {
    return asked(
        "list the versions of the function " + name,
        () ->
            lambda.listVersionsByFunctionPaginator(r -> r.functionName(name)).versions().stream()
                .map(one -> one.version())
                .filter(version -> !version.equals(NEWEST))
                .toList(),
        List.of());
  }

  public void deleteVersion(String name, String version) {
    gone(
        "delete a version of the function " + name,
        () -> lambda.deleteFunction(r -> r.functionName(name).qualifier(version)));
  }

  /** With all versions, names and addresses. */
  public void delete(String name) {
    aliases(name).forEach(alias -> deleteAlias(name, alias.name()));
    gone("delete the function " + name, () -> lambda.deleteFunction(r -> r.functionName(name)));
  }

  private static <T> T asked(String doing, Supplier<T> call, T missing) {
    return Failures.told(
        doing,
        () -> {
          try {
            return call.get();
          } catch (ResourceNotFoundException _) {
            return missing;
          }
        });
  }

  /** What is gone already is as good. */
  private static void gone(String doing, Runnable call) {
    asked(
        doing,
        () -> {
          call.run();
          return true;
        },
        false);
  }

  /** What is there already is as good. */
  private static void there(String doing, Runnable call) {
    Failures.told(
        doing,
        () -> {
          try {
            call.run();
            return true;
          } catch (ResourceConflictException _) {
            return false;
          }
        });
  }
}
