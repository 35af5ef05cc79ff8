/** Sites in the user's own Vercel account. */
@NullMarked
package dev.freehold.target.vercel;

import org.jspecify.annotations.NullMarked;
