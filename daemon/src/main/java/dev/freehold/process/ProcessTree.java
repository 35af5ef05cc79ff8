package dev.freehold.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that we started and everything that came from it: its descendants, and, because it
 * leads a session of its own, the members of that session whose parents are gone. A process that
 * leaves both (a double fork with setsid) is out of reach here; inside a sandbox the kernel ends it
 * with its process namespace.
 */
final class ProcessTree {
  private static final Path PROC = Path.of("/proc");
  private static final Pattern MEMORY = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

  /** How often killing is repeated for children that were born meanwhile. */
  private static final int ROUNDS = 50;

  private final ProcessHandle root;
  private final boolean ownSession;

  /**
   * @param ownSession whether the root leads a session of its own
   */
  ProcessTree(ProcessHandle root, boolean ownSession) {
    this.root = root;
    this.ownSession = ownSession;
  }

  /** Kills until nothing is left; the root goes first, so that it starts no more. */
  void kill() {
    var doomed = alive();
    for (int round = 0; round < ROUNDS && !doomed.isEmpty(); round++) {
      var born = new LinkedHashMap<Long, ProcessHandle>();
      for (ProcessHandle process : doomed.values()) {
        process.destroyForcibly();
        process.descendants().forEach(p -> born.put(p.pid(), p));
      }
      born.putAll(alive());
      doomed = born;
    }
  }

  /**
   * Asks the programs themselves to end (SIGTERM), and not what wraps them: bubblewrap would end at
   * once and take them along.
   */
  void ask() {
    alive().values().stream()
        .filter(process -> process.children().findAny().isEmpty())
        .forEach(ProcessHandle::destroy);
  }

  /** Kills what outlives its root, which has ended by itself. */
  void killRest() {
    if (ownSession && !alive().isEmpty()) {
      kill();
    }
  }

  boolean exceeds(Limits limits) {
    var members = alive();
    if (members.size() > limits.processes()) {
      return true;
    }
    long memory = members.keySet().stream().mapToLong(ProcessTree::memory).sum();
    return memory > limits.memory();
  }

  private Map<Long, ProcessHandle> alive() {
    var members = new LinkedHashMap<Long, ProcessHandle>();
    if (root.isAlive()) {
      members.put(root.pid(), root);
    }
    root.descendants().forEach(p -> members.put(p.pid(), p));
    if (ownSession) {
      addSession(members);
    }
    return members;
  }

  private void addSession(Map<Long, ProcessHandle> members) {
    if (!Files.isDirectory(PROC)) {
      return;
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        long pid = Long.parseLong(process.getFileName().toString());
        if (session(pid) == root.pid()) {
          ProcessHandle.of(pid).ifPresent(p -> members.put(pid, p));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The session of a live process, -1 when there is none. In {@code /proc/PID/stat} (proc(5))
   * state, ppid, pgrp and session follow the name, which is in parentheses and may hold anything.
   */
  private static long session(long pid) {
    String stat = read(pid, "stat");
    int end = stat.lastIndexOf(')');
    if (end < 0) {
      return -1;
    }
    String[] fields = stat.substring(end + 2).split(" ", 5);
    boolean dead = fields[0].equals("Z") || fields[0].equals("X");
    return dead ? -1 : Long.parseLong(fields[3]);
  }

  /** Resident bytes; 0 for a process that is gone. */
  private static long memory(long pid) {
    Matcher line = MEMORY.matcher(read(pid, "status"));
    return line.find() ? Long.parseLong(line.group(1)) * 1024 : 0;
  }

  /** Empty when the process is gone, which can happen between any two looks. */
  private static String read(long pid, String file) {
    try {
      return Files.readString(
          PROC.resolve(Long.toString(pid)).resolve(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }
}
