/** Which packages an app in Python asks for, by the files of its package manager. */
@NullMarked
package dev.freehold.detect.python;

import org.jspecify.annotations.NullMarked;
