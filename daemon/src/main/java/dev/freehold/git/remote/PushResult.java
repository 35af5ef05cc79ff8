package dev.freehold.git.remote;

import java.util.List;

/**
 * @param outcomes one for each ref, in the order they were asked for
 * @param login with which it was pushed
 */
public record PushResult(List<PushOutcome> outcomes, Login login) {}
