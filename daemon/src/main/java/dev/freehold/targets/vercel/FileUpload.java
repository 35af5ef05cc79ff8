package dev.freehold.targets.vercel;

import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import dev.freehold.step.StepContext;
import dev.freehold.targets.vercel.api.Vercel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Brings files to a team, many at a time, and remembers every one that arrived. */
final class FileUpload {
  private static final int AT_A_TIME = 32;

  /** Each time costs a write that reaches the disk. */
  private static final int REMEMBERED_TOGETHER = 100;

  private final String team;
  private final Vercel vercel;
  private final UploadedFiles uploaded;

  FileUpload(String team, Vercel vercel, UploadedFiles uploaded) {
    this.team = team;
    this.vercel = vercel;
    this.uploaded = uploaded;
  }

  /**
   * Stops early when the user cancels.
   *
   * @return SHA-1 of all files that the team has now
   */
  Map<Sha256, String> bring(Collection<OutputFile> files, StepContext step) {
    var wanted = new LinkedHashMap<Sha256, OutputFile>();
    files.forEach(file -> wanted.putIfAbsent(file.id(), file));
    Map<Sha256, String> known = uploaded.known(team, wanted.keySet());
    wanted.keySet().removeAll(known.keySet());
    if (wanted.isEmpty()) {
      return known;
    }
    var all = new HashMap<>(known);
    all.putAll(upload(List.copyOf(wanted.values()), step));
    return all;
  }

  private Map<Sha256, String> upload(List<OutputFile> files, StepContext step) {
    var arrived = new HashMap<Sha256, String>();
    var unsaved = new HashMap<Sha256, String>();
    var room = new Semaphore(AT_A_TIME);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletionService<Map.Entry<Sha256, String>> coming =
          new ExecutorCompletionService<>(threads);
      List<Future<?>> running =
          files.stream().<Future<?>>map(file -> coming.submit(() -> one(file, room))).toList();
      try {
        while (arrived.size() < files.size()) {
          Map.Entry<Sha256, String> file = coming.take().get();
          arrived.put(file.getKey(), file.getValue());
          unsaved.put(file.getKey(), file.getValue());
          if (unsaved.size() == REMEMBERED_TOGETHER) {
            save(unsaved);
            step.progress(arrived.size(), files.size(), "files");
            if (step.cancelled()) {
              break;
            }
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the daemon is stopping", e);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof RuntimeException known
            ? known
            : new IllegalStateException("an upload failed", e.getCause());
      } finally {
        // the last first, so that none takes the room of one that ends
        running.reversed().forEach(one -> one.cancel(true));
        arrivedMeanwhile(coming).forEach(file -> unsaved.put(file.getKey(), file.getValue()));
        save(unsaved);
      }
    }
    step.progress(arrived.size(), files.size(), "files");
    return arrived;
  }

  private static List<Map.Entry<Sha256, String>> arrivedMeanwhile(
      CompletionService<Map.Entry<Sha256, String>> coming) {
    var arrived = new ArrayList<Map.Entry<Sha256, String>>();
    for (var next = coming.poll(); next != null; next = coming.poll()) {
      if (next.state() == Future.State.SUCCESS) {
        arrived.add(next.resultNow());
      }
    }
    return arrived;
  }

  private void save(Map<Sha256, String> files) {
    if (!files.isEmpty()) {
      uploaded.add(team, files);
      files.clear();
    }
  }

  private Map.Entry<Sha256, String> one(OutputFile file, Semaphore room)
      throws InterruptedException {
    room.acquire();
    try {
      String sha1 = sha1(file);
      vercel.upload(sha1, file.size(), () -> open(file));
      return Map.entry(file.id(), sha1);
    } finally {
      room.release();
    }
  }

  private static InputStream open(OutputFile file) {
    try {
      return file.bytes().open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The digest by which Vercel knows files; ours is another. */
  private static String sha1(OutputFile file) {
    try (InputStream in = file.bytes().open()) {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      byte[] buffer = new byte[64 * 1024];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw MachineError.io("Reading " + file.path(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
