package dev.freehold.git;

import java.util.List;

/**
 * Lines that both sides changed, without their line feeds.
 *
 * @param line where it begins in main's file, from 1
 * @param before up to three lines of main's file before it
 * @param base what both came from
 * @param after up to three lines of main's file behind it
 */
public record ConflictPlace(
    int line,
    List<String> before,
    List<String> main,
    List<String> builder,
    List<String> base,
    List<String> after) {}
