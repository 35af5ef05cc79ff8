package dev.freehold.base;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This machine is in the way: disk, network, a missing tool, a file that can't be read. */
public final class MachineError extends FreeholdException {
  /** Java has no type for it: the words of Linux, macOS and Windows. */
  private static final List<String> NO_ROOM =
      List.of("No space left on device", "Disk quota exceeded", "not enough space on the disk");

  public MachineError(String code, String message, String remedy) {
    super(code, message, remedy, null);
  }

  public MachineError(String code, String message, String remedy, @Nullable Throwable cause) {
    super(code, message, remedy, cause);
  }

  /** A read or write of Freehold's own files failed. */
  public static MachineError io(String doing, Throwable cause) {
    if (isNoRoom(cause)) {
      return noRoom(doing + " failed", cause);
    }
    IoTrouble trouble = IoTrouble.of(cause);
    return new MachineError(
        "machine.io", doing + " failed: " + trouble.what(), trouble.remedy(), cause);
  }

  /**
   * @param what failed, as the beginning of a sentence
   */
  public static MachineError noRoom(String what, Throwable cause) {
    return new MachineError(
        "machine.no-room",
        what + ", because there is no room on the disk.",
        "Make room on the disk of Freehold's home, then try again; nothing was changed or lost.",
        cause);
  }

  /** Whether a full disk or a used-up quota is behind it. */
  public static boolean isNoRoom(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException
          && NO_ROOM.stream().anyMatch(String.valueOf(cause.getMessage())::contains)) {
        return true;
      }
    }
    return false;
  }
}
