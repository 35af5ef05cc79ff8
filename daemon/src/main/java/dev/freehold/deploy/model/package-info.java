/** Plans and deployments as they are stored. */
@NullMarked
package dev.freehold.deploy.model;

import org.jspecify.annotations.NullMarked;
