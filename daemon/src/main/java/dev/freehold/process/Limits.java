package dev.freehold.process;

/**
 * What a process and everything it started may use together. The runner looks every quarter of a
 * second (Linux only, from {@code /proc}) and kills the tree when it is over, so a short peak can
 * pass unseen.
 *
 * @param memory bytes of resident memory, summed over the tree; pages that processes share count
 *     once for each
 * @param processes how many processes may be alive at once
 */
public record Limits(long memory, int processes) {
  /** 4 GiB and 512 processes: several times what the builds of large apps need. */
  public static final Limits BUILD = new Limits(4L << 30, 512);

  /** 1 GiB and 512 processes: what a small server at a host has. */
  public static final Limits SERVER = new Limits(1L << 30, 512);
}
