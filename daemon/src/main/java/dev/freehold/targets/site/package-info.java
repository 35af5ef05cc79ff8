/** What a site is on every target that keeps one itself: its names, its pointer, its files. */
@NullMarked
package dev.freehold.targets.site;

import org.jspecify.annotations.NullMarked;
