/** Sites in the user's own Vercel account. */
@NullMarked
package dev.freehold.targets.vercel;

import org.jspecify.annotations.NullMarked;
