package dev.freehold.doctor;

import dev.freehold.builds.Toolchain;
import dev.freehold.builds.Toolchains;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Node and npm builds use. */
record NodeExamination(Toolchains toolchains) implements Examination {
  /** What the bundlers of today's builders need at least. */
  private static final int LEAST_MAJOR = 20;

  private static final Pattern MAJOR = Pattern.compile("v?(\\d+)\\..*");

  @Override
  public Subject subject() {
    return Subject.NODE;
  }

  @Override
  public Line look() {
    Toolchain found = toolchains.find();
    String reason =
        "Builds use Node %s with npm %s, %s."
            .formatted(
                found.nodeVersion().replaceFirst("^v", ""), found.npmVersion(), found.node());
    Matcher major = MAJOR.matcher(found.nodeVersion());
    if (major.matches() && Integer.parseInt(major.group(1)) < LEAST_MAJOR) {
      return Line.failed(
          subject(),
          reason + " Most apps need Node " + LEAST_MAJOR + " or newer.",
          "Install Node.js 22 or newer from nodejs.org, then: freehold daemon stop");
    }
    return Line.ok(subject(), reason);
  }
}
