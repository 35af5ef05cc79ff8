/** The local target: this machine serves the releases on its loopback address. */
@NullMarked
package dev.freehold.targets.local;

import org.jspecify.annotations.NullMarked;
