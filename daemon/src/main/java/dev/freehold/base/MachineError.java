package dev.freehold.base;

import org.jspecify.annotations.Nullable;

/** This machine is in the way: disk, network, a missing tool, a file that can't be read. */
public final class MachineError extends FreeholdException {
  public MachineError(String code, String message, String remedy) {
    super(code, message, remedy, null);
  }

  public MachineError(String code, String message, String remedy, @Nullable Throwable cause) {
    super(code, message, remedy, cause);
  }

  /** A read or write of Freehold's own files failed. */
  public static MachineError io(String doing, Throwable cause) {
    return new MachineError(
        "machine.io",
        doing + " failed: " + cause.getMessage(),
        "Check that the disk has room and that the folder belongs to you, then try again.",
        cause);
  }
}
