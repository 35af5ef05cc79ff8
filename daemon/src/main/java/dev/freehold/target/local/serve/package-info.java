/** The process that serves local sites; it knows nothing of the API and the database. */
@NullMarked
package dev.freehold.target.local.serve;

import org.jspecify.annotations.NullMarked;
