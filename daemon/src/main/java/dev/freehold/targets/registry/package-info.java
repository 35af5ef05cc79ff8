/** The targets that this machine knows, by their names. */
@NullMarked
package dev.freehold.targets.registry;

import org.jspecify.annotations.NullMarked;
