/** The process that serves local sites; it knows nothing of the API and the database. */
@NullMarked
package dev.freehold.targets.local.serve;

import org.jspecify.annotations.NullMarked;
