/** Where releases run: the contract that every target keeps. */
@NullMarked
package dev.freehold.target;

import org.jspecify.annotations.NullMarked;
