/** Where releases run: the contract that every target keeps. */
@NullMarked
package dev.freehold.targets;

import org.jspecify.annotations.NullMarked;
