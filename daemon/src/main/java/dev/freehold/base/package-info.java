/** What every room may use: named errors, JSON, ids and failpoints. */
@NullMarked
package dev.freehold.base;

import org.jspecify.annotations.NullMarked;
