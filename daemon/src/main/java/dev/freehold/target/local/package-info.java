/** The local target: this machine serves the releases on its loopback address. */
@NullMarked
package dev.freehold.target.local;

import org.jspecify.annotations.NullMarked;
