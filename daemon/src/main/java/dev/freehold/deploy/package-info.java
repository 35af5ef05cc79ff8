/** Planning, approving and carrying out deployments, and going on after a crash. */
@NullMarked
package dev.freehold.deploy;

import org.jspecify.annotations.NullMarked;
