/** The daemon as a background service of the system's own service manager. */
@NullMarked
package dev.freehold.service;

import org.jspecify.annotations.NullMarked;
