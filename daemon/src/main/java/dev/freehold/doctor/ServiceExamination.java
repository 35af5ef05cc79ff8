package dev.freehold.doctor;

import dev.freehold.base.MachineError;
import dev.freehold.file.Home;
import dev.freehold.service.Service;
import java.util.Optional;

/** Whether the background service, where there is one, is alive. */
record ServiceExamination(Home home, Optional<Service> service) implements Examination {
  @Override
  public Subject subject() {
    return Subject.SERVICE;
  }

  @Override
  public Line look() {
    return service
        .filter(installed -> installed.serves(home))
        .map(this::installed)
        .orElseGet(
            () ->
                Line.ok(
                    subject(),
                    "No background service is installed; commands and the browser start the daemon"
                        + " when they need it."));
  }

  private Line installed(Service installed) {
    try {
      return switch (installed.state()) {
        case RUNNING -> Line.ok(subject(), installed.manager() + " runs the daemon.");
        case STOPPED ->
            Line.warning(
                subject(), "The service is installed and does not run.", "freehold daemon start");
        case FAILED ->
            Line.failed(
                subject(),
                "The service ended with an error again and again; %s gave up on %s."
                    .formatted(installed.manager(), installed.file()),
                "freehold daemon install");
      };
    } catch (MachineError unreachable) {
      return Line.unknown(subject(), unreachable.getMessage(), "freehold daemon start");
    }
  }
}
