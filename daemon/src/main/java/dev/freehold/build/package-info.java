/** Builds: toolchains, dependencies, sandboxed builds and what of their output is published. */
@NullMarked
package dev.freehold.build;

import org.jspecify.annotations.NullMarked;
