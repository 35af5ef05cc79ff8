/** What is in the databases that apps work on. Looks, and never changes anything. */
@NullMarked
package dev.freehold.databases;

import org.jspecify.annotations.NullMarked;
