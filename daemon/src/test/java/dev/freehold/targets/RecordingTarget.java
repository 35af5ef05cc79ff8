package dev.freehold.targets;

import dev.freehold.app.LiveRelease;
import dev.freehold.base.Json;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.file.BlobSource;
import dev.freehold.step.Probe;
import dev.freehold.step.StepContext;
import dev.freehold.step.StepRecord;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A target in memory. It keeps what it was asked to do, fails as a test says, and switches its own
 * pointer by compare-and-swap like every target.
 */
public final class RecordingTarget implements Target {
  private final Staged site;
  private final List<String> writes = new ArrayList<>();
  private final Map<String, Queue<RuntimeException>> failures = new HashMap<>();
  private final Map<String, Queue<RuntimeException>> lostAnswers = new HashMap<>();
  private final Map<String, Pointer> switches = new HashMap<>();
  private final Map<String, Activation> retained = new LinkedHashMap<>();
  private final Set<Sha256> blobs = new HashSet<>();
  private Pointer pointer = Pointer.NONE;
  private @Nullable Probe nextProbe;
  private URI address;

  /**
   * @param site where what is staged and what is live answers
   */
  public RecordingTarget(Staged site) {
    this.site = site;
    this.address = URI.create("http://" + site.host() + "/");
  }

  /** Where visitors reach it. */
  public synchronized void at(URI other) {
    address = other;
  }

  /** The next call of this write fails before it does anything. */
  public synchronized void fail(String write, RuntimeException error) {
    failures.computeIfAbsent(write, _ -> new ArrayDeque<>()).add(error);
  }

  /** The next call of this write does its work, and then its answer is lost. */
  public synchronized void loseAnswer(String write, RuntimeException error) {
    lostAnswers.computeIfAbsent(write, _ -> new ArrayDeque<>()).add(error);
  }

  /** What the next probe says, whatever happened. */
  public synchronized void probeSays(Probe probe) {
    nextProbe = probe;
  }

  /** Somebody else switches. */
  public synchronized void moved(Optional<LiveRelease> live) {
    pointer = new Pointer(live, pointer.live(), pointer.generation() + 1);
  }

  /** A step of ours switches, and its end is not told. */
  public synchronized void switched(LiveRelease live, String key) {
    moved(Optional.of(live));
    switches.put(key, pointer);
  }

  /** Every write, in the order of the calls: {@code activate v2}. */
  public synchronized List<String> writes() {
    return List.copyOf(writes);
  }

  public synchronized Pointer pointer() {
    return pointer;
  }

  /** What its servers are said to do; may take its time or fail. */
  public volatile Supplier<List<Server>> servers = List::of;

  @Override
  public List<Server> servers() {
    return servers.get();
  }

  @Override
  public synchronized Observed observe() {
    throwNext(failures, "observe");
    return new Observed(pointer, retained());
  }

  @Override
  public synchronized Delta prepare(Activation activation, Observed observed) {
    Map<Sha256, Long> missing = new LinkedHashMap<>(activation.artifact().blobs());
    missing.keySet().removeAll(blobs);
    List<Resource> resources =
        pointer.generation() == 0
            ? List.of(Resource.free("place", "app", "A place for the app is made."))
            : List.of();
    return new Delta(
        List.copyOf(missing.keySet()),
        missing.values().stream().mapToLong(Long::longValue).sum(),
        resources);
  }

  @Override
  public synchronized void provision(Activation activation, Delta delta, StepContext step) {
    begin("provision", "");
    end("provision");
  }

  @Override
  public synchronized void upload(
      Activation activation, Delta delta, BlobSource source, StepContext step) {
    begin("upload", " " + delta.missing().size());
    blobs.addAll(delta.missing());
    end("upload");
  }

  @Override
  public synchronized Staged stage(Activation activation, StepContext step) {
    begin("stage", " " + activation.release().name());
    retained.put(activation.release().id(), activation);
    end("stage");
    return site;
  }

  @Override
  public synchronized Pointer activate(
      Activation activation, long expectedGeneration, StepContext step) {
    begin("activate", " " + activation.release().name());
    if (pointer.generation() != expectedGeneration) {
      throw new UserError("deploy.conflict", "Somebody else switched.", "Look at it.");
    }
    var live = new LiveRelease(activation.release().id(), activation.settings().id());
    pointer = new Pointer(Optional.of(live), pointer.live(), pointer.generation() + 1);
    switches.put(step.record().key(), pointer);
    end("activate");
    return pointer;
  }

  @Override
  public synchronized Probe probe(StepRecord step) {
    if (nextProbe != null) {
      Probe said = nextProbe;
      nextProbe = null;
      return said;
    }
    Pointer made = switches.get(step.key());
    return made == null ? new Probe.DidNotHappen() : new Probe.Happened(Json.tree(made));
  }

  @Override
  public synchronized List<URI> addresses() {
    return List.of(address);
  }

  @Override
  public Staged live() {
    return site;
  }

  @Override
  public synchronized List<String> retained() {
    return List.copyOf(retained.keySet());
  }

  @Override
  public synchronized void prune(Set<String> keepReleaseIds) {
    writes.add("prune");
    var kept = new LinkedHashSet<>(keepReleaseIds);
    pointer.live().map(LiveRelease::releaseId).ifPresent(kept::add);
    pointer.previous().map(LiveRelease::releaseId).ifPresent(kept::add);
    retained.keySet().retainAll(kept);
  }

  @Override
  public synchronized void remove() {
    begin("remove", "");
    pointer = Pointer.NONE;
    retained.clear();
    blobs.clear();
    end("remove");
  }

  private void begin(String write, String what) {
    writes.add(write + what);
    throwNext(failures, write);
  }

  private void end(String write) {
    throwNext(lostAnswers, write);
  }

  private static void throwNext(Map<String, Queue<RuntimeException>> errors, String write) {
    RuntimeException error = errors.getOrDefault(write, new ArrayDeque<>()).poll();
    if (error != null) {
      throw error;
    }
  }
}
