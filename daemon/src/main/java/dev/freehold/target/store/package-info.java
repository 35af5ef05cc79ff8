/** The targets that this machine knows, by their names. */
@NullMarked
package dev.freehold.target.store;

import org.jspecify.annotations.NullMarked;
