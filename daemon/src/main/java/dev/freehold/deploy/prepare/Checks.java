package dev.freehold.deploy.prepare;

import dev.freehold.check.AllowedFindings;
import dev.freehold.check.BuilderHosts;
import dev.freehold.check.KnownExploited;
import dev.freehold.check.OldHost;
import dev.freehold.check.SecretScanner;
import dev.freehold.check.SignIn;
import dev.freehold.check.VariableCheck;

/** Everything that can block a plan, and what the user lets pass. */
public record Checks(
    SecretScanner secrets,
    VariableCheck variables,
    BuilderHosts hosts,
    SignIn signIn,
    OldHost oldHost,
    KnownExploited exploited,
    AllowedFindings allowed) {}
