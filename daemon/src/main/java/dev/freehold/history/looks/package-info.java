/** What is asked over a network, in the background. */
@NullMarked
package dev.freehold.history.looks;

import org.jspecify.annotations.NullMarked;
