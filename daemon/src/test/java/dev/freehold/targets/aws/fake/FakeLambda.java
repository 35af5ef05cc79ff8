package dev.freehold.targets.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.base.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Lambda's API, and functions that run as programs of this machine when they are asked. */
final class FakeLambda implements AwsService, AutoCloseable {
  private static final Pattern LAYER =
      Pattern.compile("arn:aws:lambda:[a-z0-9-]+:\\d{12}:layer:[A-Za-z0-9_-]+:\\d+");
  private static final Pattern VARIABLE = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");
  private static final Pattern ALIAS = Pattern.compile("(?![0-9]+$)[a-zA-Z0-9_-]{1,128}");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
  private static final Set<String> RUNTIMES = Set.of("nodejs22.x", "nodejs24.x");

  /** Lambda says these itself (docs.aws.amazon.com/lambda: configuration-envvars). */
  private static final Set<String> RESERVED =
      Set.of(
          "_HANDLER",
          "AWS_REGION",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "LAMBDA_TASK_ROOT");

  private final FakeIam iam;
  private final FakeLogs logs;

  /** Bytes of an object, by bucket and key. */
  private final BiFunction<String, String, Optional<byte[]>> objects;

  private final Map<String, Function> functions = new TreeMap<>();
  private final Map<String, Running> running = new TreeMap<>();
  private long takes;
  private String nextFailure = "";

  FakeLambda(FakeIam iam, FakeLogs logs, BiFunction<String, String, Optional<byte[]>> objects) {
    this.iam = iam;
    this.logs = logs;
    this.objects = objects;
  }

  /**
   * @param config as it is shown, without what changes by itself
   */
  private record Version(ObjectNode config, byte[] zip, Instant active) {}

  /** A version that runs, and where what it prints goes. */
  private record Running(LambdaProgram program, Consumer<String> printed) {}

  private record Alias(String version, String description) {}

  private record Url(String id, String mode) {}

  private static final class Function {
    Version newest;
    Instant updated;
    String revision = UUID.randomUUID().toString();
    boolean changed = true;
    String failure = "";
    int published;
    final Map<String, Version> versions = new TreeMap<>();
    final Map<String, Alias> aliases = new TreeMap<>();
    final Map<String, Url> urls = new TreeMap<>();
    final Map<String, Map<String, JsonNode>> permissions = new TreeMap<>();
    final JsonNode tags;

    Function(Version newest, JsonNode tags) {
      this.newest = newest;
      this.tags = tags;
      this.updated = newest.active();
    }
  }

  synchronized void take(long millis) {
    takes = millis;
  }

  /** A tag's value, by the function's name. */
  synchronized Map<String, String> tagged(String key) {
    var all = new TreeMap<String, String>();
    functions.forEach((name, one) -> all.put(name, one.tags.path(key).asText()));
    return all;
  }

  /** The next update of a function is taken, and does not work out. */
  synchronized void failNext(String why) {
    nextFailure = why;
  }

  @Override
  public Operation operation(AwsRequest request) {
    String[] parts = request.path().split("/");
    if (parts.length < 3 || !parts[2].equals("functions")) {
      throw noSuchCall(request);
    }
    String name = parts.length < 4 ? "" : AwsRequest.decoded(parts[3]);
    String what = parts.length < 5 ? "" : parts[4];
    String id = parts.length < 6 ? "" : AwsRequest.decoded(parts[5]);
    String qualifier = request.query().getOrDefault("Qualifier", "");
    JsonNode body =
        request.body().length == 0
            ? Json.mapper().createObjectNode()
            : Json.read(request.text(), JsonNode.class);
    String call = request.method() + " " + (name.isEmpty() ? "functions" : what);
    return switch (call) {
      case "POST functions" ->
          using(body, of("CreateFunction", body.path("FunctionName").asText(), () -> create(body)));
      case "GET configuration" ->
          of("GetFunctionConfiguration", name, () -> told(200, config(name, qualifier)));
      case "PUT code" -> of("UpdateFunctionCode", name, () -> code(name, body));
      case "PUT configuration" ->
          using(body, of("UpdateFunctionConfiguration", name, () -> configure(name, body)));
      case "POST versions" -> of("PublishVersion", name, () -> publish(name, body));
      case "GET versions" -> of("ListVersionsByFunction", name, () -> versions(name));
      case "POST aliases" -> of("CreateAlias", name, () -> createAlias(name, body));
      case "GET aliases" -> of("ListAliases", name, () -> aliases(name));
      case "DELETE aliases" -> of("DeleteAlias", name, () -> deleteAlias(name, id));
      case "POST url" -> of("CreateFunctionUrlConfig", name, () -> open(name, qualifier, body));
      case "GET url" -> of("GetFunctionUrlConfig", name, () -> told(200, url(name, qualifier)));
      case "DELETE url" -> of("DeleteFunctionUrlConfig", name, () -> closed(name, qualifier));
      case "POST policy" -> of("AddPermission", name, () -> allow(name, qualifier, body));
      case "DELETE " -> of("DeleteFunction", name, () -> delete(name, qualifier));
      default -> throw noSuchCall(request);
    };
  }

  private static AwsRefusal noSuchCall(AwsRequest request) {
    return new AwsRefusal(
        404, "UnknownOperationException", "No such call: " + request.method() + request.path());
  }

  private Operation of(String call, String name, Supplier<AwsAnswer> work) {
    return Operation.of(
        "lambda:" + call,
        arn(name),
        () -> {
          synchronized (this) {
            return work.get();
          }
        });
  }

  /** What uses a role and layers needs to be allowed these too. */
  private static Operation using(JsonNode body, Operation operation) {
    var permissions = new ArrayList<>(operation.permissions());
    permissions.add(new Permission("iam:PassRole", body.path("Role").asText()));
    body.path("Layers")
        .forEach(
            layer -> permissions.add(new Permission("lambda:GetLayerVersion", layer.asText())));
    if (!body.path("Tags").isEmpty()) {
      permissions.add(
          new Permission("lambda:TagResource", arn(body.path("FunctionName").asText())));
    }
    return new Operation(operation.name(), permissions, operation.work());
  }

  private static String arn(String name) {
    return "arn:aws:lambda:eu-central-1:" + FakeAws.ACCOUNT + ":function:" + name;
  }

  private static AwsAnswer told(int status, JsonNode body) {
    return AwsAnswer.of(status, "application/json", body.toString());
  }

  private static AwsRefusal invalid(String why) {
    return new AwsRefusal(400, "InvalidParameterValueException", why);
  }

  private static AwsRefusal conflict(String why) {
    return new AwsRefusal(409, "ResourceConflictException", why);
  }

  private static AwsRefusal missing(String what) {
    return new AwsRefusal(404, "ResourceNotFoundException", what + " not found");
  }

  private Function named(String name) {
    return Optional.ofNullable(functions.get(name))
        .orElseThrow(() -> missing("Function: " + arn(name)));
  }

  private AwsAnswer create(JsonNode body) {
    String name = body.path("FunctionName").asText();
    if (!NAME.matcher(name).matches()) {
      throw invalid("The name is " + name);
    }
    if (functions.containsKey(name)) {
      throw conflict("Function already exist: " + name);
    }
    ObjectNode config = Json.mapper().createObjectNode().put("FunctionName", name);
    config.put("FunctionArn", arn(name));
    config.put("Description", body.path("Description").asText());
    take(config, body);
    byte[] zip = zip(body.path("Code"), config);
    functions.put(name, new Function(new Version(config, zip, later()), body.path("Tags")));
    return told(201, config(name, ""));
  }

  private Instant later() {
    return Instant.now().plusMillis(takes);
  }

  /** What a call says of the settings, if it is right. */
  private void take(ObjectNode config, JsonNode body) {
    if (!RUNTIMES.contains(body.path("Runtime").asText())) {
      throw invalid("The runtime is " + body.path("Runtime"));
    }
    if (!iam.isForLambda(body.path("Role").asText())) {
      throw invalid("The role defined for the function cannot be assumed by Lambda.");
    }
    for (JsonNode layer : body.path("Layers")) {
      if (!LAYER.matcher(layer.asText()).matches()) {
        throw invalid("The layer is " + layer);
      }
    }
    int memory = body.path("MemorySize").asInt();
    int timeout = body.path("Timeout").asInt();
    if (memory < 128 || memory > 10_240 || timeout < 1 || timeout > 900) {
      throw invalid("The memory is " + memory + " and the timeout " + timeout);
    }
    JsonNode variables = body.path("Environment").path("Variables");
    for (Map.Entry<String, JsonNode> variable : variables.properties()) {
      if (!VARIABLE.matcher(variable.getKey()).matches() || RESERVED.contains(variable.getKey())) {
        throw invalid("Lambda does not take the variable " + variable.getKey());
      }
    }
    if (variables.toString().getBytes(StandardCharsets.UTF_8).length > 4_096) {
      throw invalid(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided exceeded the 4KB limit. String measured: "
              + variables);
    }
    for (String field : List.of("Runtime", "Role", "Handler", "MemorySize", "Timeout")) {
      config.set(field, body.path(field));
    }
    var layers = config.putArray("Layers");
    body.path("Layers").forEach(layer -> layers.addObject().put("Arn", layer.asText()));
    config.putObject("Environment").set("Variables", variables);
  }

  private byte[] zip(JsonNode code, ObjectNode config) {
    String key = code.path("S3Key").asText();
    byte[] zip =
        objects
            .apply(code.path("S3Bucket").asText(), key)
            .orElseThrow(
                () -> invalid("Error occurred while GetObject. The specified key does not exist."));
    LambdaProgram.fault(zip, config.path("Handler").asText())
        .ifPresent(
            fault -> {
              throw invalid(fault);
            });
    config.put("CodeSha256", digest(zip)).put("CodeSize", zip.length);
    return zip;
  }

  private static String digest(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode config(String name, String qualifier) {
    Function function = named(name);
    String number =
        Optional.ofNullable(function.aliases.get(qualifier)).map(Alias::version).orElse(qualifier);
    boolean newest = number.isEmpty() || number.equals("$LATEST");
    Version version = newest ? function.newest : function.versions.get(number);
    if (version == null) {
      throw missing("Function: " + arn(name) + ":" + qualifier);
    }
    ObjectNode shown = version.config().deepCopy();
    shown.put("Version", newest ? "$LATEST" : number);
    shown.put("RevisionId", function.revision);
    shown.put("State", Instant.now().isBefore(version.active()) ? "Pending" : "Active");
    shown.put(
        "LastUpdateStatus",
        newest && Instant.now().isBefore(function.updated)
            ? "InProgress"
            : newest && !function.failure.isEmpty() ? "Failed" : "Successful");
    if (newest && !function.failure.isEmpty()) {
      shown.put("LastUpdateStatusReason", function.failure);
    }
    return shown;
  }

  private Function changing(String name, JsonNode body) {
    Function function = named(name);
    if (Instant.now().isBefore(function.updated)) {
      throw conflict("The operation cannot be performed at this time. An update is in progress.");
    }
    checkRevision(function, body);
    return function;
  }

  private static void checkRevision(Function function, JsonNode body) {
    if (body.has("RevisionId") && !body.path("RevisionId").asText().equals(function.revision)) {
      throw new AwsRefusal(
          412,
          "PreconditionFailedException",
          "The RevisionId provided does not match the latest RevisionId.");
    }
  }

  private void changed(Function function, Version newest) {
    function.newest = newest;
    function.updated = later();
    function.revision = UUID.randomUUID().toString();
    function.changed = true;
    function.failure = nextFailure;
    nextFailure = "";
  }

  private AwsAnswer code(String name, JsonNode body) {
    Function function = changing(name, body);
    ObjectNode config = function.newest.config().deepCopy();
    byte[] zip = zip(body, config);
    changed(function, new Version(config, zip, function.newest.active()));
    return told(200, config(name, ""));
  }

  private AwsAnswer configure(String name, JsonNode body) {
    Function function = changing(name, body);
    ObjectNode config = function.newest.config().deepCopy();
    take(config, body);
    changed(function, new Version(config, function.newest.zip(), function.newest.active()));
    return told(200, config(name, ""));
  }

  private AwsAnswer publish(String name, JsonNode body) {
    Function function = changing(name, body);
    if (body.has("CodeSha256")
        && !body.path("CodeSha256").equals(function.newest.config().path("CodeSha256"))) {
      throw invalid("CodeSHA256 is different from current CodeSHA256 in $LATEST.");
    }
    if (function.changed) {
      function.published++;
      function.versions.put(
          String.valueOf(function.published),
          new Version(function.newest.config().deepCopy(), function.newest.zip(), later()));
      function.changed = false;
    }
    return told(201, config(name, String.valueOf(function.published)));
  }

  private AwsAnswer versions(String name) {
    Function function = named(name);
    ObjectNode answer = Json.mapper().createObjectNode();
    var list = answer.putArray("Versions");
    list.add(config(name, ""));
    function.versions.keySet().forEach(version -> list.add(config(name, version)));
    return told(200, answer);
  }

  private AwsAnswer createAlias(String name, JsonNode body) {
    Function function = named(name);
    String alias = body.path("Name").asText();
    String version = body.path("FunctionVersion").asText();
    if (!ALIAS.matcher(alias).matches() || body.path("Description").asText().length() > 256) {
      throw invalid("The alias is " + alias);
    }
    if (!function.versions.containsKey(version)) {
      throw missing("Function: " + arn(name) + ":" + version);
    }
    if (function.aliases.containsKey(alias)) {
      throw conflict("Alias already exists: " + alias);
    }
    function.aliases.put(alias, new Alias(version, body.path("Description").asText()));
    return told(201, alias(name, alias));
  }

  private ObjectNode alias(String name, String alias) {
    Alias one = named(name).aliases.get(alias);
    return Json.mapper()
        .createObjectNode()
        .put("AliasArn", arn(name) + ":" + alias)
        .put("Name", alias)
        .put("FunctionVersion", one.version())
        .put("Description", one.description());
  }

  private AwsAnswer aliases(String name) {
    ObjectNode answer = Json.mapper().createObjectNode();
    var list = answer.putArray("Aliases");
    named(name).aliases.keySet().forEach(alias -> list.add(alias(name, alias)));
    return told(200, answer);
  }

  private AwsAnswer deleteAlias(String name, String alias) {
    Function function = named(name);
    if (function.urls.containsKey(alias)) {
      throw conflict("The alias has an address.");
    }
    function.aliases.remove(alias);
    function.permissions.remove(alias);
    return AwsAnswer.empty(204);
  }

  private AwsAnswer open(String name, String qualifier, JsonNode body) {
    Function function = named(name);
    if (!function.aliases.containsKey(qualifier)) {
      throw missing("Function: " + arn(name) + ":" + qualifier);
    }
    if (!body.path("AuthType").asText().equals("NONE")) {
      throw invalid("This stand-in knows addresses for anybody alone.");
    }
    String mode = body.path("InvokeMode").asText("BUFFERED");
    if (function.urls.containsKey(qualifier)) {
      throw conflict("FunctionUrlConfig exists for this Lambda function.");
    }
    String id = UUID.randomUUID().toString().replace("-", "");
    function.urls.put(qualifier, new Url(id, mode));
    return told(201, url(name, qualifier));
  }

  private static String host(Url url) {
    return url.id() + ".lambda-url.eu-central-1.on.aws";
  }

  private ObjectNode url(String name, String qualifier) {
    Url url =
        Optional.ofNullable(named(name).urls.get(qualifier))
            .orElseThrow(() -> missing("The resource you requested"));
    return Json.mapper()
        .createObjectNode()
        .put("FunctionUrl", "https://" + host(url) + "/")
        .put("FunctionArn", arn(name) + ":" + qualifier)
        .put("AuthType", "NONE")
        .put("InvokeMode", url.mode())
        .put("CreationTime", "2026-01-01T00:00:00Z");
  }

  private AwsAnswer closed(String name, String qualifier) {
    if (named(name).urls.remove(qualifier) == null) {
      throw missing("The resource you requested");
    }
    return AwsAnswer.empty(204);
  }

  private AwsAnswer allow(String name, String qualifier, JsonNode body) {
    Function function = named(name);
    if (!function.aliases.containsKey(qualifier)) {
      throw missing("Function: " + arn(name) + ":" + qualifier);
    }
    boolean url = body.path("Action").asText().equals("lambda:InvokeFunctionUrl");
    if (body.has("FunctionUrlAuthType") && !url) {
      throw invalid("FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action");
    }
    var there = function.permissions.computeIfAbsent(qualifier, _ -> new TreeMap<>());
    if (there.putIfAbsent(body.path("StatementId").asText(), body) != null) {
      throw conflict("The statement id provided already exists.");
    }
    return told(201, Json.mapper().createObjectNode().put("Statement", body.toString()));
  }

  private AwsAnswer delete(String name, String qualifier) {
    Function function = named(name);
    if (qualifier.isEmpty()) {
      functions.remove(name);
      stop(name + ":");
      return AwsAnswer.empty(204);
    }
    if (function.aliases.values().stream().anyMatch(one -> one.version().equals(qualifier))) {
      throw conflict("Version " + qualifier + " is referenced by an alias.");
    }
    function.versions.remove(qualifier);
    stop(name + ":" + qualifier);
    return AwsAnswer.empty(204);
  }

  private void stop(String start) {
    for (String key : new ArrayList<>(running.keySet())) {
      if (key.equals(start) || start.endsWith(":") && key.startsWith(start)) {
        running.remove(key).program().close();
      }
    }
  }

  static boolean isHost(String host) {
    return host.endsWith(".on.aws");
  }

  /**
   * Where a function's address leads, started if it does not run.
   *
   * @return empty where nobody is let in
   */
  synchronized Optional<URI> running(String host) {
    for (Map.Entry<String, Function> entry : functions.entrySet()) {
      Function function = entry.getValue();
      for (Map.Entry<String, Url> url : function.urls.entrySet()) {
        if (host(url.getValue()).equals(host) && isOpen(function, url.getKey())) {
          Alias alias = function.aliases.get(url.getKey());
          Running there =
              running.computeIfAbsent(
                  entry.getKey() + ":" + alias.version(),
                  _ ->
                      started(
                          entry.getKey(),
                          alias.version(),
                          function.versions.get(alias.version()),
                          url.getValue()));
          aroundARequest(alias.version()).forEach(there.printed());
          return Optional.of(there.program().address());
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isOpen(Function function, String alias) {
    var all = function.permissions.getOrDefault(alias, Map.of()).values();
    return all.stream()
            .anyMatch(
                one ->
                    one.path("Action").asText().equals("lambda:InvokeFunctionUrl")
                        && one.path("FunctionUrlAuthType").asText().equals("NONE")
                        && one.path("Principal").asText().equals("*"))
        && all.stream()
            .anyMatch(
                one ->
                    one.path("Action").asText().equals("lambda:InvokeFunction")
                        && one.path("InvokedViaFunctionUrl").asBoolean()
                        && one.path("Principal").asText().equals("*"));
  }

  /** Of a request that goes well, some of it before it is over. */
  private static List<String> aroundARequest(String version) {
    String id = UUID.randomUUID().toString();
    return List.of(
        "START RequestId: " + id + " Version: " + version,
        "END RequestId: " + id,
        "REPORT RequestId: "
            + id
            + "\tDuration: 6.51 ms\tBilled Duration: 7 ms\tMemory Size: 1024 MB\tMax Memory Used:"
            + " 91 MB\t");
  }

  /** To the function's group, as far as its role lets it. */
  private void print(String name, String role, String stream, String line) {
    String group = "/aws/lambda/" + name;
    if (iam.allows(role, "logs:CreateLogGroup", FakeLogs.arn(group))) {
      logs.make(group);
    }
    String arn = FakeLogs.arn(group) + ":log-stream:" + stream;
    if (iam.allows(role, "logs:CreateLogStream", arn)
        && iam.allows(role, "logs:PutLogEvents", arn)) {
      long now = System.currentTimeMillis();
      logs.print(group, stream, now, now, line + "\n");
    }
  }

  private Running started(String name, String number, Version version, Url url) {
    var variables = new TreeMap<String, String>();
    version
        .config()
        .path("Environment")
        .path("Variables")
        .properties()
        .forEach(one -> variables.put(one.getKey(), one.getValue().asText()));
    boolean streams =
        variables.getOrDefault("AWS_LWA_INVOKE_MODE", "buffered").equals("response_stream");
    if (streams != url.mode().equals("RESPONSE_STREAM")
        || !variables.getOrDefault("AWS_LAMBDA_EXEC_WRAPPER", "").equals("/opt/bootstrap")) {
      throw new IllegalStateException("the adapter and the address differ in how they answer");
    }
    String role = version.config().path("Role").asText();
    String stream = "2026/01/01/[" + number + "]" + UUID.randomUUID().toString().replace("-", "");
    Consumer<String> printed = line -> print(name, role, stream, line);
    printed.accept(
        "INIT_START Runtime Version: nodejs:22.v61\tRuntime Version ARN:"
            + " arn:aws:lambda:eu-central-1::runtime:0");
    var program =
        LambdaProgram.started(
            version.zip(), name, version.config().path("Handler").asText(), variables, printed);
    printed.accept("EXTENSION\tName: lambda-adapter\tState: Ready\tEvents: []");
    return new Running(program, printed);
  }

  synchronized Object everything() {
    var all = new TreeMap<String, Object>();
    functions.forEach(
        (name, function) ->
            all.put(
                name,
                List.of(
                    function.newest.config().toString(),
                    Set.copyOf(function.versions.keySet()),
                    Map.copyOf(function.aliases),
                    Map.copyOf(function.urls),
                    Map.copyOf(function.permissions))));
    return all;
  }

  @Override
  public AwsAnswer refusal(AwsRefusal refusal, String requestId) {
    return told(
            refusal.status,
            Json.mapper()
                .createObjectNode()
                .put("Type", "User")
                .put("message", refusal.getMessage()))
        .with("x-amzn-ErrorType", refusal.code);
  }

  @Override
  public String requestIdHeader() {
    return "x-amzn-RequestId";
  }

  @Override
  public AwsRefusal throttled() {
    return new AwsRefusal(429, "TooManyRequestsException", "Rate exceeded");
  }

  @Override
  public synchronized void close() {
    running.values().forEach(one -> one.program().close());
    running.clear();
  }
}
