/** Where an app's repository is pushed to and pulled from. */
@NullMarked
package dev.freehold.sync;

import org.jspecify.annotations.NullMarked;
