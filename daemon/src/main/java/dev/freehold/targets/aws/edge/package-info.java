/** What CloudFront runs for a site, and which objects it finds. */
@NullMarked
package dev.freehold.targets.aws.edge;

import org.jspecify.annotations.NullMarked;
