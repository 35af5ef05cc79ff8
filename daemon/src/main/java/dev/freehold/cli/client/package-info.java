/** The daemon as commands see it: its API, uploads, following a run, starting it. */
@NullMarked
package dev.freehold.cli.client;

import org.jspecify.annotations.NullMarked;
