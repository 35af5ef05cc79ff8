package dev.freehold.intake;

import dev.freehold.base.Failpoint;
import dev.freehold.base.Ids;
import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.file.DirectoryTree;
import dev.freehold.file.FileRecord;
import dev.freehold.file.FileTree;
import dev.freehold.file.Home;
import dev.freehold.file.LeftOut;
import dev.freehold.file.Limits;
import dev.freehold.file.Refusal;
import dev.freehold.file.ShownPath;
import dev.freehold.file.Unpacker;
import dev.freehold.store.Database;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Export sessions. An export is begun, receives its bytes in chunks, and is completed: unpacked,
 * checked against every rule, and given a receipt. Everything may be interrupted at any instant and
 * asked for again.
 */
public final class Exports {
  private static final int LONGEST_NAME = 400;
  private static final int LONGEST_PAGE = 1_000;

  private final ExportRows rows;
  private final Home home;
  private final Clock clock;
  private final Ids ids;
  private final Limits limits;
  private final Unpacker unpacker;

  private final ExportLocks locks = new ExportLocks();

  public Exports(Database database, Home home, Clock clock, Ids ids, Limits limits) {
    this.rows = new ExportRows(database);
    this.home = home;
    this.clock = clock;
    this.ids = ids;
    this.limits = limits;
    this.unpacker = new Unpacker(limits);
  }

  /**
   * @param name of the folder, file or address, for people to read
   * @throws UserError {@code intake.name-invalid}
   */
  public Export begin(String name, Kind kind) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new UserError(
          "intake.name-invalid",
          "An export needs a name of at most " + LONGEST_NAME + " characters.",
          "Use the name of the folder or file.");
    }
    var export =
        new Export(
            ids.next(),
            ShownPath.of(name),
            kind,
            State.RECEIVING,
            0,
            null,
            null,
            null,
            clock.instant(),
            null);
    rows.insert(export);
    return find(export.id());
  }

  /**
   * Takes one chunk of at most 512 KiB. One that was received before is accepted again.
   *
   * @throws UserError {@code intake.unknown-export}, {@code intake.not-receiving}, {@code
   *     intake.chunk-too-large}, {@code intake.chunk-hash}, {@code intake.chunk-offset}, {@code
   *     intake.too-large}
   */
  public Export append(String id, long offset, Sha256 sha256, byte[] bytes) {
    return locks.alone(
        id,
        () -> {
          Export export = rows.find(id);
          if (export.state() != State.RECEIVING || export.kind() == Kind.GIT) {
            throw notReceiving(export);
          }
          ExportFolder folder = folder(id);
          folder.make();
          folder.upload().append(offset, sha256, bytes);
          if (folder.upload().received() > limits.uploadBytes()) {
            throw refuse(export, Refusal.tooLarge(limits.uploadBytes()));
          }
          return find(id);
        });
  }

  /**
   * Unpacks what was received. Asked again, it returns the same receipt or throws the same error.
   *
   * @param leftOutBySender what the sender did not send, for the receipt
   * @throws UserError {@code intake.unknown-export}, and every rule's code
   */
  public Receipt complete(String id, List<LeftOut> leftOutBySender) {
    return finish(id, leftOutBySender, (export, folder) -> folder.unpack(export.kind(), unpacker));
  }

  /** The same for a source that has files instead of bytes. */
  public Receipt completeFrom(String id, FileTree tree) {
    return finish(id, List.of(), (export, folder) -> folder.copy(tree, unpacker));
  }

  /**
   * @throws UserError {@code intake.unknown-export}
   */
  public Export find(String id) {
    Export export = rows.find(id);
    return export.state() == State.RECEIVING
        ? export.withReceived(ExportLocks.onDisk(() -> folder(id).upload().received()))
        : export;
  }

  /**
   * The files of a complete export, with the hashes that its receipt has of them.
   *
   * @throws UserError {@code intake.not-complete}, {@code intake.tree-gone} when it was swept away
   * @throws MachineError {@code intake.damaged} when files are missing or cut off
   */
  public DirectoryTree tree(String id) {
    Export export = complete(id);
    ExportFolder folder = folder(export.id());
    if (!folder.hasTree()) {
      throw new UserError(
          "intake.tree-gone",
          "The files of the export '" + export.name() + "' were removed from this machine.",
          "Export the project again.");
    }
    return ExportLocks.onDisk(folder::wholeTree)
        .orElseThrow(
            () ->
                new MachineError(
                    "intake.damaged",
                    "The files of the export '" + export.name() + "' are not those of its receipt.",
                    "The machine probably lost power while they were written."
                        + " Export the project again."));
  }

  /** The receipt's files in the order of their paths, at most 1,000 at once. */
  public List<FileRecord> files(String id, String after, int limit) {
    ExportFolder folder = folder(complete(id).id());
    int most = Math.clamp(limit, 1, LONGEST_PAGE);
    return ExportLocks.onDisk(() -> folder.files().page(after, most));
  }

  /**
   * Compares with the export that the app used last.
   *
   * @throws UserError {@code intake.shrink} when over 30 % of the files are gone and nobody said
   *     that this is right
   */
  public void refuseShrink(String appId, String exportId, boolean allowed) {
    Export export = complete(exportId);
    var last = rows.lastClaimed(appId, exportId);
    if (allowed || last.isEmpty()) {
      return;
    }
    Shrink.refuse(receipt(last.get()).files(), receipt(export).files());
  }

  /** Binds a complete export to the app that used it. */
  public void claim(String exportId, String appId) {
    rows.claim(complete(exportId).id(), appId);
  }

  /** Forgets an export and deletes its bytes. */
  public void discard(String id) {
    forget(rows.find(id).id());
  }

  /**
   * Removes what was begun before {@code olderThan} and no app used. Of those that an app used,
   * only the files go, which are in its repository; receipts stay.
   *
   * @return how many exports were forgotten
   */
  public int sweep(Instant olderThan) {
    List<String> unclaimed = rows.unclaimedBefore(olderThan);
    unclaimed.forEach(this::forget);
    var sweep = new Sweep(home.exports(), rows, locks);
    ExportLocks.onDisk(
        () -> {
          sweep.files(olderThan);
          return unclaimed;
        });
    return unclaimed.size();
  }

  private void forget(String id) {
    locks.alone(
        id,
        () -> {
          rows.delete(id);
          folder(id).delete();
          return id;
        });
  }

  private Receipt finish(String id, List<LeftOut> leftOutBySender, Filling filling) {
    return locks.alone(
        id,
        () -> {
          Export export = find(id);
          ExportFolder folder = folder(id);
          if (export.rejection() != null) {
            throw export.rejection().error();
          }
          if (export.receipt() != null) {
            folder.deleteUpload();
            return export.receipt();
          }
          List<LeftOut> sender = SenderList.checked(leftOutBySender);
          try {
            folder.make();
            var filled = filling.fill(export, folder);
            Receipt receipt = filled.receipt(sender);
            Failpoint.EXPORT_UNPACKED.reach();
            rows.complete(id, filled.kind(), export.received(), receipt, clock.instant());
            folder.deleteUpload();
            return receipt;
          } catch (UserError e) {
            throw refuse(export, e);
          }
        });
  }

  private UserError refuse(Export export, UserError error) throws IOException {
    rows.refuse(export.id(), export.received(), Rejection.of(error), clock.instant());
    folder(export.id()).delete();
    return error;
  }

  private Export complete(String id) {
    Export export = rows.find(id);
    if (export.state() != State.COMPLETE) {
      throw new UserError(
          "intake.not-complete",
          "The export '" + export.name() + "' is " + export.state().wireName() + ".",
          "Complete the upload first, or start a new one.");
    }
    return export;
  }

  private static Receipt receipt(Export export) {
    if (export.receipt() == null) {
      throw new IllegalStateException("a complete export has a receipt: " + export.id());
    }
    return export.receipt();
  }

  private static UserError notReceiving(Export export) {
    String why =
        export.kind() == Kind.GIT
            ? "comes from git and takes no bytes"
            : "is " + export.state().wireName() + " already";
    return new UserError(
        "intake.not-receiving",
        "The export '" + export.name() + "' " + why + ".",
        "Start a new export.");
  }

  private ExportFolder folder(String id) {
    return new ExportFolder(home.exports().resolve(id));
  }

  @FunctionalInterface
  private interface Filling {
    ExportFolder.Filled fill(Export export, ExportFolder folder) throws IOException;
  }
}
