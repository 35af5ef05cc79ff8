package dev.freehold.file;

import dev.freehold.base.UserError;
import java.util.Map;

/**
 * How much an export may hold. Everything is counted while it is written, never taken from what an
 * archive says about itself.
 *
 * @param entries most files and folders
 * @param bytes most bytes of all files together
 * @param fileBytes most bytes of one file
 * @param ratio most bytes unpacked from one packed byte, once {@code ratioFloor} is passed
 * @param ratioFloor bytes below which the ratio means nothing: a small archive of empty text
 *     compresses well
 */
public record Limits(int entries, long bytes, long fileBytes, int ratio, long ratioFloor) {
  private static final long MIB = 1L << 20;
  private static final int NOISE = 10;
  private static final int DEFAULT_ENTRIES = 20_000;
  private static final int DEFAULT_MIB = 200;
  private static final int DEFAULT_FILE_MIB = 50;

  /** 20,000 entries, 200 MiB in all, 50 MiB a file, 100:1 above 10 MiB. */
  public static Limits standard() {
    return new Limits(DEFAULT_ENTRIES, DEFAULT_MIB * MIB, DEFAULT_FILE_MIB * MIB, 100, 10 * MIB);
  }

  /**
   * The standard limits, raised by {@code FREEHOLD_MAX_EXPORT_FILES}, {@code
   * FREEHOLD_MAX_EXPORT_MIB} and {@code FREEHOLD_MAX_EXPORT_FILE_MIB}.
   *
   * @throws UserError {@code intake.limit-invalid} for anything but a number that raises a limit
   */
  public static Limits of(Map<String, String> environment) {
    Limits standard = standard();
    return new Limits(
        raised(environment, "FREEHOLD_MAX_EXPORT_FILES", DEFAULT_ENTRIES),
        raised(environment, "FREEHOLD_MAX_EXPORT_MIB", DEFAULT_MIB) * MIB,
        raised(environment, "FREEHOLD_MAX_EXPORT_FILE_MIB", DEFAULT_FILE_MIB) * MIB,
        standard.ratio(),
        standard.ratioFloor());
  }

  /** Most bytes of an upload: an archive may carry packages that are left out. */
  public long uploadBytes() {
    return 2 * bytes;
  }

  /** Most bytes that are unpacked, counting those of entries that are left out. */
  public long inflatedBytes() {
    return NOISE * bytes;
  }

  /** Most entries of an archive, counting those that are left out. */
  public long archiveEntries() {
    return (long) NOISE * entries;
  }

  /** Whether this much out of so little is no ordinary compression. */
  public boolean isBomb(long unpacked, long packed) {
    return unpacked > ratioFloor && unpacked / ratio >= Math.max(packed, 1);
  }

  private static int raised(Map<String, String> environment, String name, int standard) {
    String text = environment.getOrDefault(name, "").strip();
    if (text.isEmpty()) {
      return standard;
    }
    if (!text.matches("[0-9]{1,7}") || Integer.parseInt(text) < standard) {
      throw new UserError(
          "intake.limit-invalid",
          name + " is set to '" + ShownPath.of(text) + "', which does not raise the limit.",
          "Set it to a whole number of at least " + standard + ", or remove it.");
    }
    return Integer.parseInt(text);
  }
}
