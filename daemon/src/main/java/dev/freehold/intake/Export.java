package dev.freehold.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The files that came out of a builder at one moment, or their bytes on the way here.
 *
 * @param name of the folder, file or address, as the user gave it
 * @param received bytes of the upload so far: the offset of the next chunk
 * @param appId the app that used it; null before
 * @param receipt null until the state is complete
 * @param rejection null unless the state is refused
 */
public record Export(
    String id,
    String name,
    Kind kind,
    State state,
    long received,
    @Nullable String appId,
    @Nullable Receipt receipt,
    @Nullable Rejection rejection,
    Instant createdAt,
    @Nullable Instant completedAt) {

  Export withReceived(long bytes) {
    return new Export(
        id, name, kind, state, bytes, appId, receipt, rejection, createdAt, completedAt);
  }
}
