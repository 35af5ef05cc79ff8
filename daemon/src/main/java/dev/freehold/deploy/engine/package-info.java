/** Carries a row of stored steps through, across crashes. */
@NullMarked
package dev.freehold.deploy.engine;

import org.jspecify.annotations.NullMarked;
