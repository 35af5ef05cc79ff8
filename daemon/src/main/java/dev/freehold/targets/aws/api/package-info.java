/** AWS's services as far as a target needs them, with their failures in our words. */
@NullMarked
package dev.freehold.targets.aws.api;

import org.jspecify.annotations.NullMarked;
