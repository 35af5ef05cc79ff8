package dev.freehold.deploy.engine;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is to be done after runs have ended. It is no part of them: its failure is not theirs.
 *
 * @param owed names of what is to be done, by what the database holds, so that no crash forgets it
 * @param work does one; what it throws may pass, and it is done again a few times
 */
public record Chores(Supplier<List<String>> owed, Consumer<String> work) {}
