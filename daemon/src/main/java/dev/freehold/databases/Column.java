package dev.freehold.databases;

import java.util.Optional;

/**
 * A column of a table.
 *
 * @param type with its limits: {@code character varying(80)}
 * @param filled what it gets when nothing is said: an expression, or how it is generated
 */
public record Column(String name, String type, boolean nullable, Optional<String> filled) {}
