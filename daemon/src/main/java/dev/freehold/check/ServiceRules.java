package dev.freehold.check;

import java.util.List;
import java.util.regex.Pattern;

/** Keys of services that mark them with a fixed prefix. */
final class ServiceRules {
  /** Nothing that could be the middle of a longer word; {@code \n} in a string is a boundary. */
  private static final String START = "(?:(?<![A-Za-z0-9_])|(?<=\\\\[nrt]))";

  private static final String START_NO_DASH = "(?:(?<![A-Za-z0-9_-])|(?<=\\\\[nrt]))";

  /** In this letter case: a bundle has words of other kinds near anything. */
  private static final Pattern GEMINI =
      Pattern.compile("GEMINI|GENAI|GenAI|gemini-[0-9]|generativelanguage|GoogleGenerativeAI");

  private static final Pattern NAMED_GEMINI =
      Pattern.compile("(?:GEMINI|GENAI)\\w{0,40}[\"'`]?\\s{0,4}[:=]\\s{0,4}[\"'`]?$");
  private static final Pattern OTHER_OF_GOOGLE =
      Pattern.compile("authDomain|messagingSenderId|FIREBASE|maps\\.googleapis|MAPS");
  private static final Pattern MAILGUN = Pattern.compile("mailgun", Pattern.CASE_INSENSITIVE);
  private static final Pattern TWILIO =
      Pattern.compile("twilio|(?<![0-9a-zA-Z])AC[0-9a-f]{32}", Pattern.CASE_INSENSITIVE);

  private ServiceRules() {}

  private static boolean isForGemini(Candidate candidate) {
    int start = candidate.match().start();
    return NAMED_GEMINI
            .matcher(candidate.text())
            .region(Math.max(0, start - 80), start)
            .useTransparentBounds(true)
            .find()
        || candidate.near(GEMINI) && !candidate.near(OTHER_OF_GOOGLE);
  }

  static List<SecretRule> all() {
    return List.of(
        SecretRule.blocking(
            "supabase-secret-key",
            "a Supabase secret key",
            "sb_secret_",
            START + "sb_secret_(?<value>[A-Za-z0-9_-]{16,200}+)",
            "reads and changes the whole database, past every row policy",
            "the Supabase dashboard, Project Settings, API Keys"),
        SecretRule.blocking(
            "supabase-access-token",
            "a Supabase access token",
            "sbp_",
            START + "sbp_(?:oauth_)?(?<value>[0-9a-f]{40,64}+)",
            "controls every Supabase project of the account",
            "the Supabase dashboard, Account, Access Tokens"),
        SecretRule.blocking(
            "stripe-live-key",
            "a Stripe live secret key",
            "sk_live_",
            START + "sk_live_(?<value>[A-Za-z0-9]{16,200}+)",
            "charges, refunds and pays out in your name",
            "the Stripe (or Clerk) dashboard, API keys"),
        SecretRule.blocking(
            "stripe-restricted-key",
            "a Stripe restricted live key",
            "rk_live_",
            START + "rk_live_(?<value>[A-Za-z0-9]{16,200}+)",
            "uses your Stripe account within the key's rights",
            "the Stripe dashboard, Developers, API keys"),
        SecretRule.blocking(
                "stripe-test-key",
                "a Stripe test secret key",
                "sk_test_",
                START + "[rs]k_test_(?<value>[A-Za-z0-9]{16,200}+)",
                "controls the test side of the account",
                "the Stripe (or Clerk) dashboard, API keys")
            .startingWith("sk_test_", "rk_test_")
            .warning(),
        SecretRule.blocking(
            "stripe-webhook-secret",
            "a Stripe webhook signing secret",
            "whsec_",
            START + "whsec_(?<value>[A-Za-z0-9+/=]{24,200}+)",
            "sends your app payment events that never happened",
            "the Stripe dashboard, Developers, Webhooks"),
        SecretRule.blocking(
                "github-token",
                "a GitHub token",
                "ghp_",
                START + "(?:gh[pousr]|github_pat)_(?<value>[A-Za-z0-9_]{30,255}+)",
                "reads and changes your repositories",
                "GitHub, Settings, Developer settings, Tokens")
            .startingWith("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"),
        SecretRule.blocking(
            "gitlab-token",
            "a GitLab token",
            "glpat-",
            START + "glpat-(?<value>[A-Za-z0-9_.-]{20,100}+)",
            "reads and changes your repositories",
            "GitLab, Preferences, Access tokens"),
        SecretRule.blocking(
            "npm-token",
            "an npm access token",
            "npm_",
            START + "npm_(?<value>[A-Za-z0-9]{36,64}+)",
            "publishes packages in your name",
            "the npm site, Access Tokens"),
        SecretRule.blocking(
            "npm-registry-token",
            "a package registry's token",
            "_authToken",
            "_authToken\\s{0,4}+=\\s{0,4}+[\"']?(?!npm_)(?<value>[A-Za-z0-9_.=+/-]{16,400}+)",
            "reads or publishes packages in your name",
            "the package registry's token page"),
        SecretRule.blocking(
                "slack-token",
                "a Slack token",
                "xox",
                START_NO_DASH + "(?:xox[abceoprs]|xapp)-(?<value>[A-Za-z0-9-]{20,250}+)",
                "reads and writes in your Slack workspace",
                "api.slack.com/apps, OAuth & Permissions")
            .startingWith("xox", "xapp-"),
        SecretRule.blocking(
            "slack-webhook",
            "a Slack webhook address",
            "hooks.slack.com/",
            "hooks\\.slack\\.com/(?:services|workflows|triggers)/"
                + "(?<value>T[A-Za-z0-9/_-]{20,200}+)",
            "posts to your Slack channel",
            "api.slack.com/apps, Incoming Webhooks"),
        SecretRule.blocking(
            "anthropic-key",
            "an Anthropic API key",
            "sk-ant-",
            START_NO_DASH + "sk-ant-(?<value>[A-Za-z0-9_-]{24,200}+)",
            "spends your Anthropic credit",
            "console.anthropic.com, API keys"),
        SecretRule.blocking(
            "openai-key",
            "an OpenAI API key, or one of a service that copies its form",
            "sk-",
            START_NO_DASH
                + "sk-(?<value>(?:proj|svcacct|admin|None|or-v1|emergent)-[A-Za-z0-9_-]{16,250}+"
                + "|[A-Za-z0-9]{32,100}+(?![A-Za-z0-9_-]))",
            "spends your credit with the AI service",
            "platform.openai.com/api-keys, or the service that gave it"),
        SecretRule.blocking(
                "ai-service-key",
                "an AI service's API key",
                "gsk_",
                START + "(?:gsk_|xai-|pplx-|r8_|hf_)(?<value>[A-Za-z0-9]{30,120}+)",
                "spends your credit with the AI service",
                "the console of the AI service (Groq, xAI, Perplexity, Replicate, Hugging Face)")
            .startingWith("gsk_", "xai-", "pplx-", "r8_", "hf_"),
        SecretRule.blocking(
            "base44-key",
            "a Base44 workspace key",
            "b44k_",
            START + "b44k_(?<value>[A-Za-z0-9_-]{16,200}+)",
            "controls the apps of the Base44 workspace",
            "Base44, workspace settings, API keys"),
        SecretRule.blocking(
                "google-ai-key",
                "a Google API key for Gemini",
                "AIza",
                START + "AIza(?<value>[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])",
                "spends your Google AI credit",
                "aistudio.google.com/apikey")
            .onlyWhen(c -> c.looksRandom() && isForGemini(c)),
        SecretRule.blocking(
                "google-api-key",
                "a Google API key",
                "AIza",
                START + "AIza(?<value>[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])",
                "spends your quota when the key is not restricted to your site; fine for a browser"
                    + " key of Firebase or Maps that is",
                "the Google Cloud console, APIs & Services, Credentials")
            .warningEverywhere(),
        SecretRule.blocking(
            "google-oauth-secret",
            "a Google OAuth client secret",
            "GOCSPX-",
            START + "GOCSPX-(?<value>[A-Za-z0-9_-]{20,60}+)",
            "signs users in as your app",
            "the Google Cloud console, APIs & Services, Credentials"),
        SecretRule.blocking(
            "sendgrid-key",
            "a SendGrid API key",
            "SG.",
            START + "SG\\.(?<value>[A-Za-z0-9_-]{16,32}+\\.[A-Za-z0-9_-]{16,64}+)",
            "sends mail in your name",
            "SendGrid, Settings, API Keys"),
        SecretRule.blocking(
            "resend-key",
            "a Resend API key",
            "re_",
            START + "re_(?<value>[A-Za-z0-9]{6,12}+_[A-Za-z0-9]{20,40}+)",
            "sends mail in your name",
            "resend.com/api-keys"),
        SecretRule.blocking(
                "mailgun-key",
                "a Mailgun key",
                "key-",
                START_NO_DASH + "key-(?<value>[0-9a-f]{32})(?![0-9a-zA-Z])",
                "sends mail in your name",
                "Mailgun, Settings, API keys")
            .onlyWhen(c -> c.looksRandom() && c.near(MAILGUN)),
        SecretRule.blocking(
            "twilio-key",
            "a Twilio API key",
            "SK",
            START + "SK(?<value>[0-9a-f]{32})(?![0-9a-zA-Z])",
            "sends messages and calls on your bill",
            "the Twilio console, API keys & tokens"),
        SecretRule.blocking(
                "twilio-auth-token",
                "a Twilio auth token",
                "TOKEN",
                "(?i:(?<=auth_?)token)[\"'`]?\\s{0,4}+[:=,]\\s{0,4}+[\"'`]?"
                    + "(?<value>[0-9a-f]{32})(?![0-9a-zA-Z])",
                "sends messages and calls on your bill",
                "the Twilio console, API keys & tokens")
            .startingWith("TOKEN", "token", "Token")
            .onlyWhen(c -> c.looksRandom() && c.near(TWILIO)),
        SecretRule.blocking(
            "telegram-bot-token",
            "a Telegram bot token",
            ":AA",
            "(?<=(?<![0-9A-Za-z])[0-9]{8,10}):(?<value>AA[A-Za-z0-9_-]{32,34})(?![A-Za-z0-9_-])",
            "controls your bot",
            "Telegram, @BotFather, /revoke"));
  }
}
