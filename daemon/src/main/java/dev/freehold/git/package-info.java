/** Version control: one bare repository per app, imports, merges, reading commits, git sources. */
@NullMarked
package dev.freehold.git;

import org.jspecify.annotations.NullMarked;
