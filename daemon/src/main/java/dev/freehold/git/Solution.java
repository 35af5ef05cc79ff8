package dev.freehold.git;

import java.util.Map;

/**
 * How somebody wants conflicts settled.
 *
 * @param main head of main that was looked at
 * @param builder head of the builder's exports that was looked at
 * @param take the side for each file in conflict, by path
 */
public record Solution(String main, String builder, Map<String, ConflictSide> take) {}
