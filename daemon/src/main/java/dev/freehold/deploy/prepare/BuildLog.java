package dev.freehold.deploy.prepare;

import dev.freehold.builds.BuildListener;
import dev.freehold.step.StepContext;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** A build's output goes to the event log, and its cancel switch is the user's. */
final class BuildLog implements BuildListener {
  private final StepContext context;
  private SortedSet<String> hosts = Collections.emptySortedSet();

  BuildLog(StepContext context) {
    this.context = context;
  }

  @Override
  public void line(String line) {
    context.log(line);
  }

  @Override
  public void phase(String name) {
    context.log("— " + name);
  }

  @Override
  public void hostsNeeded(SortedSet<String> needed) {
    hosts = new TreeSet<>(needed);
  }

  /** What it failed for want of. */
  SortedSet<String> hostsNeeded() {
    return Collections.unmodifiableSortedSet(hosts);
  }

  @Override
  public boolean cancelled() {
    return context.cancelled();
  }
}
