/** Builds: toolchains, dependencies, sandboxed builds and what of their output is published. */
@NullMarked
package dev.freehold.builds;

import org.jspecify.annotations.NullMarked;
