/** The steps from an approved plan to a live release. */
@NullMarked
package dev.freehold.deploy.carryout;

import org.jspecify.annotations.NullMarked;
