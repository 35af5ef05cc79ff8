/** The gates: findings that can block a plan. */
@NullMarked
package dev.freehold.check;

import org.jspecify.annotations.NullMarked;
