/** Sites in the user's own account at AWS: files in S3, answered by CloudFront. */
@NullMarked
package dev.freehold.targets.aws;

import org.jspecify.annotations.NullMarked;
