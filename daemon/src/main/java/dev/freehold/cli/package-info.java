/** The commands: what a person or a script types, and what they get to see. */
@NullMarked
package dev.freehold.cli;

import org.jspecify.annotations.NullMarked;
