package dev.freehold.history.parity;

import dev.freehold.app.Domain;
import dev.freehold.deploy.model.SecureContext;
import java.net.URI;
import java.util.Optional;

/** Under which addresses visitors come, and whether browsers trust them. */
final class DomainComparer implements Comparer {
  private static final String KIND = "domain";

  @Override
  public void compare(Pair pair, Report report) {
    if (pair.isOne()) {
      report.same("There is one address.");
      return;
    }
    domains(pair, report);
    Optional<URI> mine = pair.from().addresses().stream().findFirst();
    Optional<URI> theirs = pair.to().addresses().stream().findFirst();
    if (mine.isEmpty() || theirs.isEmpty()) {
      report.unknown(
          KIND,
          "https",
          "It is not known yet at which address visitors come to "
              + (mine.isEmpty() ? pair.from() : pair.to()).name()
              + ".");
      return;
    }
    https(pair, report, mine.get(), theirs.get());
  }

  private static void domains(Pair pair, Report report) {
    Optional<Domain> mine = pair.from().environment().domain();
    Optional<Domain> theirs = pair.to().environment().domain();
    if (mine.isEmpty() && theirs.isEmpty()) {
      report.same("Neither has a domain of its own.");
      return;
    }
    boolean both = mine.isPresent() && theirs.isPresent();
    report.differs(
        new Difference(
            KIND,
            "name",
            mine.map(Domain::name).orElse("none of its own"),
            theirs.map(Domain::name).orElse("none of its own"),
            both ? Severity.HARMLESS : Severity.MAY_LIE,
            both
                ? "Two environments can't have the same one."
                : "Cookies, sign-in and CORS depend on the name, and one has only its target's.",
            both
                ? "Nothing."
                : pair.command("domain add DOMAIN", mine.isEmpty() ? pair.from() : pair.to()),
            false));
    if (both && mine.get().www() != theirs.get().www()) {
      report.differs(
          new Difference(
              KIND,
              "www. in front of it",
              mine.get().www() ? "leads to it" : "does not lead to it",
              theirs.get().www() ? "leads to it" : "does not lead to it",
              Severity.HARMLESS,
              "It is another way to the same pages.",
              "Nothing.",
              false));
    }
  }

  private static void https(Pair pair, Report report, URI mine, URI theirs) {
    boolean from = SecureContext.isAt(mine);
    boolean to = SecureContext.isAt(theirs);
    if (from != to) {
      report.differs(
          new Difference(
              KIND,
              "https",
              words(mine, from),
              words(theirs, to),
              Severity.LIES,
              "Browsers give the clipboard, the camera, secure cookies and the like to one of them"
                  + " only.",
              pair.command("domain add DOMAIN", from ? pair.to() : pair.from()),
              false));
      return;
    }
    if ("https".equals(mine.getScheme()) == "https".equals(theirs.getScheme())) {
      report.same("Both are reached over " + mine.getScheme() + ".");
      return;
    }
    report.differs(
        new Difference(
            KIND,
            "https",
            words(mine, from),
            words(theirs, to),
            Severity.MAY_LIE,
            "Browsers trust both, but only one has a certificate, and cookies for https only.",
            pair.command("target use " + pair.to().target().name(), pair.from()),
            false));
  }

  private static String words(URI address, boolean trusted) {
    return address.getScheme() + (trusted ? ", trusted by browsers" : ", not trusted by browsers");
  }
}
