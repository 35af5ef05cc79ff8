/** Reading PostgreSQL's catalogs through JDBC. */
@NullMarked
package dev.freehold.databases.postgres;

import org.jspecify.annotations.NullMarked;
