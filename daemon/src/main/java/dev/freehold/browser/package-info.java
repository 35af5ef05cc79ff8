/** Browsers of this machine, and the files that let them start Freehold's native host. */
@NullMarked
package dev.freehold.browser;

import org.jspecify.annotations.NullMarked;
