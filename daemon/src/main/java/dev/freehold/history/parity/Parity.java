package dev.freehold.history.parity;

import java.util.List;

/**
 * Whether an environment says the truth about another one, and what shows it.
 *
 * @param app slug
 * @param from name of the environment that is judged, {@code staging}
 * @param to name of the one that it speaks of, {@code production}
 * @param differences the gravest first, at most {@link Parities#MOST_SHOWN}
 * @param differencesCount how many there are in all
 * @param same what was compared and is the same, one sentence each
 * @param unknown what could not be compared
 */
public record Parity(
    String app,
    String from,
    String to,
    Verdict verdict,
    List<Difference> differences,
    int differencesCount,
    List<String> same,
    List<Unknown> unknown) {}
