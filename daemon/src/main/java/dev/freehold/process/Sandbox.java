package dev.freehold.process;

import dev.freehold.base.FreeholdException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Runs programs that nobody has read. */
public interface Sandbox {
  /** {@code bubblewrap}, or {@code none}; shown in plans and logs. */
  String name();

  /**
   * Why it can't be used here, found out by running a trivial program in it; empty when it works.
   */
  Optional<FreeholdException> problem();

  /** How a confined program names a file or folder of this machine. */
  String seen(Confinement confinement, Path host);

  /**
   * Runs the command to its end; its environment and argv are given as the program shall see them
   * ({@link #seen}), its folder as it is called on this machine.
   *
   * @throws FreeholdException as {@link ProcessRunner#run}
   */
  ProcessResult run(
      Confinement confinement, Command command, OutputListener listener, BooleanSupplier cancelled);

  /**
   * Starts the command and does not wait for its end; given as for {@link #run}.
   *
   * @throws FreeholdException as {@link ProcessRunner#start}
   */
  RunningProcess start(Confinement confinement, Command command, OutputListener listener);
}
