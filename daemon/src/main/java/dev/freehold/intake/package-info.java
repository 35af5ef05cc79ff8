/**
 * Export sessions: bytes that come in piece by piece, and the receipt for what they turned into.
 */
@NullMarked
package dev.freehold.intake;

import org.jspecify.annotations.NullMarked;
