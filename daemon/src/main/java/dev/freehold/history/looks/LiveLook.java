package dev.freehold.history.looks;

import dev.freehold.targets.Server;
import java.util.List;

/**
 * What a place says of an environment.
 *
 * @param servers of the live release
 * @param switchedElsewhere whether something else is live there than this machine knows of: another
 *     machine switched
 */
public record LiveLook(List<Server> servers, boolean switchedElsewhere) {
  public static final LiveLook NOTHING = new LiveLook(List.of(), false);
}
