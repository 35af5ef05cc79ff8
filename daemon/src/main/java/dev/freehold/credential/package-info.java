/** Secrets: the type that hides them, and the vault that encrypts them at rest. */
@NullMarked
package dev.freehold.credential;

import org.jspecify.annotations.NullMarked;
