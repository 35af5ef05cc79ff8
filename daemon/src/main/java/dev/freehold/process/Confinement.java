package dev.freehold.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a confined program may touch.
 *
 * @param build the folder it works in and may write to, seen as {@code /build}
 * @param network whether it reaches the network; then also everything that listens on this
 *     machine's loopback
 * @param tools folders of tools outside {@code /usr}, seen read-only under their own names
 * @param mounts what else it sees; later ones lie over earlier ones
 * @param scratch folders inside that are empty at the start, writable, and gone afterwards, of 512
 *     MiB at most; they must exist where they lie in a read-only mount. {@link #BUILD} among them
 *     stands in for the build folder, which is then not seen
 */
public record Confinement(
    Path build, boolean network, List<Path> tools, List<Mount> mounts, List<String> scratch) {
  public static final String BUILD = "/build";

  public Confinement {
    tools = List.copyOf(tools);
    mounts = List.copyOf(mounts);
    scratch = List.copyOf(scratch);
  }

  /** No network and nothing but the build folder. */
  public static Confinement to(Path build) {
    return new Confinement(build, false, List.of(), List.of(), List.of());
  }

  public Confinement withNetwork() {
    return new Confinement(build, true, tools, mounts, scratch);
  }

  public Confinement withTools(List<Path> more) {
    var all = new ArrayList<>(tools);
    all.addAll(more);
    return new Confinement(build, network, all, mounts, scratch);
  }

  public Confinement withMount(Mount mount) {
    var all = new ArrayList<>(mounts);
    all.add(mount);
    return new Confinement(build, network, tools, all, scratch);
  }

  public Confinement withScratch(String inside) {
    var all = new ArrayList<>(scratch);
    all.add(inside);
    return new Confinement(build, network, tools, mounts, all);
  }
}
