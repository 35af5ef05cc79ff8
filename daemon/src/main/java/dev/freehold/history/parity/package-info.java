/** Whether one environment says the truth about another: every difference between the two. */
@NullMarked
package dev.freehold.history.parity;

import org.jspecify.annotations.NullMarked;
