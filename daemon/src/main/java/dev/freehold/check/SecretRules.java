package dev.freehold.check;

import dev.freehold.app.PublicVariables;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every rule, the more exact ones first: where two match the same text, the first names it. Forms
 * of keys are those that the services document and that gitleaks (MIT) collects; Supabase's are its
 * own (supabase.com/docs, API keys).
 */
final class SecretRules {
  private static final String KEY_BODY =
      "(?=[A-Za-z0-9+/=\\\\]{24})(?<value>[A-Za-z0-9+/=\\s\\\\]{40,4000}+)";
  private static final String KEY_HEADER =
      "(?:Proc-Type|DEK-Info|Version|Comment):[^\\v\\\\]{1,80}+";
  private static final String KEY_MARK =
      "-----BEGIN (?:[A-Z]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----"
          + ("(?:" + KEY_HEADER + "|\\\\{1,2}[nr]|\\s++){0,32}+");

  private static final Pattern LONG_BASE64 =
      Pattern.compile("(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])");

  private static final String JWT =
      "(?<![A-Za-z0-9_.-])(?<value>eyJ[A-Za-z0-9_-]{8,1000}+"
          + "\\.[A-Za-z0-9_-]{8,2500}+\\.[A-Za-z0-9_-]{10,600}+)";

  private SecretRules() {}

  static List<SecretRule> all() {
    return Stream.of(tokens(), ServiceRules.all(), clouds(), keysAndAddresses(), named())
        .flatMap(List::stream)
        .toList();
  }

  private static List<SecretRule> tokens() {
    return List.of(
        SecretRule.blocking(
                "supabase-service-role",
                "a Supabase service role key",
                "eyJ",
                JWT,
                "reads and changes the whole database, past every row policy",
                "the Supabase dashboard, Project Settings, JWT Keys")
            .onlyWhen(token(Jwt::isServiceRole)),
        SecretRule.blocking(
                "jwt-elevated",
                "a signed token with an administrator's role",
                "eyJ",
                JWT,
                "acts as an administrator until the token ends",
                "the service that signed it")
            .onlyWhen(token(jwt -> jwt.isElevated() && !jwt.isDocumentedSample())),
        SecretRule.blocking(
                "jwt",
                "a signed token",
                "eyJ",
                JWT,
                "acts as its holder until it ends; Freehold can't tell what it allows",
                "the service that signed it")
            .onlyWhen(
                token(
                    jwt ->
                        !jwt.isAnonymous()
                            && !jwt.isServiceRole()
                            && !jwt.isElevated()
                            && !jwt.isDocumentedSample()))
            .warningEverywhere());
  }

  private static Predicate<Candidate> token(Predicate<Jwt> test) {
    return candidate -> Jwt.parse(candidate.value()).filter(test).isPresent();
  }

  private static List<SecretRule> clouds() {
    SecretRule awsKeyId =
        SecretRule.blocking(
                "aws-access-key",
                "an AWS access key with its secret near it",
                "AKIA",
                "(?<![A-Za-z0-9/+=_])(?<value>A[KS]IA[A-Z2-7]{16})(?![A-Za-z0-9/+=_])",
                "uses your AWS account and its bill",
                "the AWS console, IAM, Users, Security credentials")
            .startingWith("AKIA", "ASIA");
    return List.of(
        SecretRule.blocking(
                "aws-secret-access-key",
                "an AWS secret access key",
                "ECRET_ACCESS_KEY",
                "(?i:ecret_?access_?key)[\"'`]?\\s{0,4}+[:=]\\s{0,4}+[\"'`]?"
                    + "(?<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])",
                "uses your AWS account and its bill",
                "the AWS console, IAM, Users, Security credentials")
            .startingWith("ECRET_ACCESS_KEY", "ecret_access_key", "ecretAccessKey"),
        awsKeyId.onlyWhen(c -> c.looksRandom() && c.near(LONG_BASE64)),
        new SecretRule(
                "aws-access-key-id",
                "an AWS access key id",
                awsKeyId.severity(),
                awsKeyId.keywords(),
                awsKeyId.pattern(),
                c -> c.looksRandom() && !c.near(LONG_BASE64),
                Finding.Severity.WARNING,
                "can do nothing without its secret, but names your account",
                awsKeyId.rotate())
            .warning(),
        SecretRule.blocking(
                "azure-connection-string",
                "an Azure connection string with its key",
                "AccountKey=",
                "(?:AccountKey|SharedAccessKey)=(?<value>[A-Za-z0-9+/]{40,90}+={0,2}+)",
                "reads and changes what the account stores",
                "the Azure portal, the resource's Access keys")
            .startingWith("AccountKey=", "SharedAccessKey="),
        SecretRule.blocking(
            "gcp-service-account",
            "a Google Cloud service account's private key",
            "\"private_key\"",
            "\"private_key\"\\s{0,8}+:\\s{0,8}+\"" + KEY_MARK + KEY_BODY,
            "uses your Google Cloud project with the service account's rights",
            "the Google Cloud console, IAM & Admin, Service Accounts, Keys"),
        SecretRule.blocking(
            "digitalocean-token",
            "a DigitalOcean token",
            "dop_v1_",
            "(?<![A-Za-z0-9_])dop_v1_(?<value>[0-9a-f]{64})",
            "controls your DigitalOcean account",
            "the DigitalOcean control panel, API"));
  }

  private static List<SecretRule> keysAndAddresses() {
    return List.of(
        SecretRule.blocking(
            "private-key",
            "a private key",
            "-----BEGIN ",
            KEY_MARK + KEY_BODY,
            "signs in or signs as its owner",
            "the place where the key is used: make a new pair and remove the old public key there"),
        SecretRule.blocking(
                "database-url",
                "a database address with its password",
                "postgres",
                DatabaseUrls.PATTERN.pattern(),
                "reads and changes the whole database",
                "the database's provider, by resetting the password")
            .startingWith(
                "postgres://",
                "postgresql://",
                "postgresql+",
                "postgres+",
                "mysql://",
                "mysql+",
                "mariadb://",
                "mongodb://",
                "mongodb+srv://",
                "redis://",
                "rediss://",
                "amqp://",
                "amqps://")
            .onlyWhen(DatabaseUrls::hasRealPassword));
  }

  private static List<SecretRule> named() {
    return List.of(
        new SecretRule(
            "public-variable",
            "what looks like a secret, in a variable that bundlers write into the page",
            Finding.Severity.ERROR,
            PublicVariables.PREFIXES,
            NamedValues.PUBLIC_VARIABLE,
            NamedValues::isPublicSecret,
            Finding.Severity.ERROR,
            "can use it",
            "the service that gave it"),
        new SecretRule(
            "env-secret",
            "what looks like a secret, in a settings file that would be committed",
            Finding.Severity.WARNING,
            List.of("="),
            NamedValues.DOTENV_LINE,
            NamedValues::isDotenvSecret,
            Finding.Severity.ERROR,
            "can use it",
            "the service that gave it"),
        SecretRule.blocking(
                "code-secret",
                "what looks like a secret, written into code",
                "=",
                NamedValues.CODE_LINE.pattern(),
                "can use it",
                "the service that gave it")
            .startingWith("=", ":")
            .onlyWhen(NamedValues::isSecretInCode));
  }
}
