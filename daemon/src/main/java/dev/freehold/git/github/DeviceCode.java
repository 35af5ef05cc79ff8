package dev.freehold.git.github;

import dev.freehold.credential.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/**
 * A login that somebody has to confirm.
 *
 * @param userCode to be typed at the page: {@code WDJB-MJHT}
 * @param page where it is typed
 * @param code by which the token is fetched; whoever has it gets the token
 * @param interval between two questions whether it is confirmed
 */
public record DeviceCode(
    String userCode, URI page, Secret code, Instant expires, Duration interval) {}
