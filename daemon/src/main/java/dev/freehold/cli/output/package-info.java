/** What a command shows: text for people, colours, tables, progress. */
@NullMarked
package dev.freehold.cli.output;

import org.jspecify.annotations.NullMarked;
