/**
 * Child processes: one runner that starts, watches and ends them, and the sandbox around builds.
 */
@NullMarked
package dev.freehold.process;

import org.jspecify.annotations.NullMarked;
