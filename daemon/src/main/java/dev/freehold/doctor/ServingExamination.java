package dev.freehold.doctor;

import java.nio.file.Path;
import java.util.Optional;

/** Whether apps on this machine are served. */
record ServingExamination(Path log, Optional<Records> records) implements Examination {
  @Override
  public Subject subject() {
    return Subject.SERVING;
  }

  @Override
  public Line look() {
    if (records.isEmpty()) {
      return Line.unknown(
          subject(),
          "The daemon watches the process that serves local apps, and it does not run.",
          "freehold daemon start");
    }
    Records.ServedApps served = records.get().served();
    if (served.trouble().isEmpty()) {
      return Line.ok(subject(), "Nothing keeps apps on this machine from being served.");
    }
    String remedy = "Read why in " + log + ".";
    return served.works()
        ? Line.warning(subject(), served.trouble().get(), remedy)
        : Line.failed(subject(), served.trouble().get(), remedy);
  }
}
