/** Apps, their environments and their settings. */
@NullMarked
package dev.freehold.app;

import org.jspecify.annotations.NullMarked;
