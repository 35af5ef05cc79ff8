/** Fetching what an export leaves at its builder. */
@NullMarked
package dev.freehold.deploy.bring;

import org.jspecify.annotations.NullMarked;
