/** The remote of an app's repository: logging in, pushing to it, and seeing what it has. */
@NullMarked
package dev.freehold.git.remote;

import org.jspecify.annotations.NullMarked;
