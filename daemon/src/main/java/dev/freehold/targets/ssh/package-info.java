/** The user's own server, by SSH and a web server that is there. Nothing of Freehold runs on it. */
@NullMarked
package dev.freehold.targets.ssh;

import org.jspecify.annotations.NullMarked;
