package dev.freehold.deploy.model;

import dev.freehold.app.Consent;
import dev.freehold.app.Offer;
import dev.freehold.builds.InstallScripts;
import dev.freehold.check.StoredFile;
import dev.freehold.detect.Detection.VariableUse;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * What only the app's owner can answer.
 *
 * @param name what an answer is given for: the consent, the variable's name, or the offer's id
 * @param needed whether the plan waits for the answer; without the others it goes on
 * @param question one sentence that ends with a question mark
 * @param why one sentence
 * @param command that answers it
 */
public record Question(
    Kind kind, String name, boolean needed, String question, String why, String command) {
  /** The consent to install and build. */
  public static final String BUILD = "build";

  /** How it is answered. */
  public enum Kind {
    /** With the consent of this name in the next request for a plan. */
    CONSENT,
    /** With a value for the variable. */
    VALUE,
    /** By taking up an offer: the override {@code with}. */
    OFFER
  }

  public static Question build() {
    return new Question(
        Kind.CONSENT,
        BUILD,
        true,
        "May Freehold install this app's packages and build it in a sandbox?",
        "It was never built here, and both run code that others wrote.",
        "freehold deploy --yes");
  }

  /**
   * @param hosts at least one
   */
  public static Question hosts(SortedSet<String> hosts) {
    String all = String.join(",", hosts);
    return new Question(
        Kind.CONSENT,
        Consent.NETWORK + all,
        true,
        "May this app's builds reach " + String.join(", ", hosts) + "?",
        "The build failed without, and builds reach only hosts that you agreed to.",
        "freehold deploy --allow-host " + all);
  }

  /**
   * @param prefixes of the app's addresses that the host would answer; at least one
   */
  public static Question proxy(String host, List<String> prefixes) {
    return new Question(
        Kind.CONSENT,
        Consent.PROXY + host,
        false,
        "May what visitors send to " + String.join(", ", prefixes) + " go on to " + host + "?",
        "Rules of the app's old host pass it on, with cookies, forms and sign-in; nothing is passed"
            + " on unless you agree.",
        "freehold deploy --allow-proxy " + host);
  }

  /**
   * @param scripts at least one
   */
  public static Question scripts(List<InstallScripts.Script> scripts) {
    String all = scripts.stream().map(InstallScripts.Script::name).collect(Collectors.joining(","));
    return new Question(
        Kind.CONSENT,
        Consent.SCRIPTS + all,
        false,
        "May Freehold also run, in the sandbox, "
            + scripts.stream()
                .map(InstallScripts.Script::toString)
                .collect(Collectors.joining(", "))
            + "?",
        "An install runs such scripts; here they run only after you agreed, and what they change"
            + " or make is missing otherwise.",
        "freehold deploy --allow-script " + all);
  }

  /**
   * @param files in builders' storages that pages load; at least one
   */
  public static Question storage(List<StoredFile> files) {
    StoredFile first = files.getFirst();
    long many = files.stream().map(StoredFile::address).distinct().count();
    return new Question(
        Kind.OFFER,
        Offer.BUILDER_FILES.id(),
        false,
        "May Freehold fetch "
            + (many == 1 ? "the file" : "the " + many + " files")
            + " that the app has in "
            + files.stream().map(StoredFile::builder).distinct().collect(Collectors.joining("'s, "))
            + "'s storage, and keep "
            + (many == 1 ? "it" : "them")
            + " with the app?",
        first.file()
            + " line "
            + first.line()
            + " shows "
            + first.name()
            + " from there; when the builder's project is deleted, it is gone.",
        "freehold app set with=" + Offer.BUILDER_FILES.id());
  }

  public static Question value(VariableUse use, String why) {
    return new Question(
        Kind.VALUE,
        use.name(),
        false,
        "What is the value of " + use.name() + "?",
        why,
        "freehold var set " + use.name() + "=...");
  }

  /**
   * @param uses at least one
   */
  public static Question bakedIn(List<VariableUse> uses) {
    VariableUse first = uses.getFirst();
    return new Question(
        Kind.OFFER,
        Offer.BAKED_VARIABLES.id(),
        true,
        "May everybody read the "
            + (uses.size() == 1 ? "value of " : "values of ")
            + uses.stream().map(VariableUse::name).collect(Collectors.joining(", "))
            + "?",
        first.file()
            + " line "
            + first.line()
            + " writes "
            + (uses.size() == 1 ? "it" : "the first of them")
            + " into the page.",
        "freehold app set with=" + Offer.BAKED_VARIABLES.id());
  }
}
