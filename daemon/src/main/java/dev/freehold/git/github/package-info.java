/** GitHub's REST API and device login (docs.github.com/rest), as far as syncing with it needs. */
@NullMarked
package dev.freehold.git.github;

import org.jspecify.annotations.NullMarked;
