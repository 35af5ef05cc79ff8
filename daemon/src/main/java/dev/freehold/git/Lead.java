package dev.freehold.git;

import java.time.Instant;

/**
 * What a history has that another one lacks.
 *
 * @param commits how many, at least one
 * @param since when the oldest of them was committed
 * @param newest when the history's head was committed
 */
public record Lead(int commits, Instant since, Instant newest) {}
