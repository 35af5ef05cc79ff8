/** The steps from an export to a plan; nothing visitors see changes here. */
@NullMarked
package dev.freehold.deploy.prepare;

import org.jspecify.annotations.NullMarked;
