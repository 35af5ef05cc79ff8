package dev.freehold.targets;

import java.time.Duration;

/**
 * What a kind of place is like, for those who would otherwise ask which kind it is.
 *
 * @param watch how long a release is watched after it went live, when nobody says how long
 * @param isPublic whether others than this machine's user get there
 * @param isRemote whether a network lies between, so that asking takes time and may fail
 * @param takesDomain whether visitors can reach it under a name of the owner's
 * @param runsServers whether apps with a server of their own run there, and it reports on them
 * @param comparesAndSwaps whether the place itself refuses a switch when somebody else switched
 *     meanwhile; without that our own lease and reading back stand in
 * @param keepsFolders whether what an app's server writes into some folders stays there from
 *     release to release
 */
public record Traits(
    Duration watch,
    boolean isPublic,
    boolean isRemote,
    boolean takesDomain,
    boolean runsServers,
    boolean comparesAndSwaps,
    boolean keepsFolders) {
  public int watchSeconds() {
    return Math.toIntExact(watch.toSeconds());
  }
}
