package dev.freehold.api;

import dev.freehold.doctor.Line;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.function.Supplier;

/** What is in the daemon's way on this machine. */
public final class DoctorRoutes {
  private final Supplier<List<Line>> doctor;

  public DoctorRoutes(Supplier<List<Line>> doctor) {
    this.doctor = doctor;
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, "/v1/doctor", context -> context.json(new Lines(doctor.get()))));
  }

  record Lines(List<Line> lines) {}
}
