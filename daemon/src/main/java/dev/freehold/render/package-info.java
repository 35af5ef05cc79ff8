/** How a page looks in the browser that the user has. */
@NullMarked
package dev.freehold.render;

import org.jspecify.annotations.NullMarked;
