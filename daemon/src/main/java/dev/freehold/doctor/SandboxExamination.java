package dev.freehold.doctor;

import dev.freehold.base.FreeholdException;
import dev.freehold.base.Os;
import dev.freehold.file.Home;
import dev.freehold.process.Sandbox;
import java.util.Optional;

/** Runs something in the sandbox that builds run in. */
record SandboxExamination(Home home, Os os, Sandbox sandbox) implements Examination {
  @Override
  public Subject subject() {
    return Subject.SANDBOX;
  }

  @Override
  public Line look() {
    Home.privateFolder(home.root());
    Optional<FreeholdException> problem = sandbox.problem();
    if (problem.isEmpty()) {
      return Line.ok(subject(), "A program ran in " + sandbox.name() + ", as builds do.");
    }
    FreeholdException error = problem.get();
    return os == Os.LINUX
        ? Line.failed(subject(), error)
        : Line.warning(subject(), error.getMessage(), "freehold deploy --unsandboxed");
  }
}
