/** The database: one handle, migrations, transactions. The only room that imports JDBC and JDBI. */
@NullMarked
package dev.freehold.store;

import org.jspecify.annotations.NullMarked;
