package dev.freehold.history;

import dev.freehold.targets.Server;
import java.util.List;

/**
 * What a place says of an environment.
 *
 * @param servers of the live release
 * @param switchedElsewhere whether something else is live there than this machine knows of: another
 *     machine switched
 */
record LiveLook(List<Server> servers, boolean switchedElsewhere) {
  static final LiveLook NOTHING = new LiveLook(List.of(), false);
}
