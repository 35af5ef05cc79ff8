/** The protocol by which browsers of the Chromium family are driven, through two pipes. */
@NullMarked
package dev.freehold.render.devtools;

import org.jspecify.annotations.NullMarked;
