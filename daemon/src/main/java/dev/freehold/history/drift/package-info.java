/** Who is ahead: the builder, git, the remote, each environment. */
@NullMarked
package dev.freehold.history.drift;

import org.jspecify.annotations.NullMarked;
