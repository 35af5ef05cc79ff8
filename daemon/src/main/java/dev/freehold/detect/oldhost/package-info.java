/** Rules that an app brings for another host: redirects, headers, fallbacks. */
@NullMarked
package dev.freehold.detect.oldhost;

import org.jspecify.annotations.NullMarked;
