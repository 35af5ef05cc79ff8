/** Vercel's REST API (vercel.com/docs/rest-api), as far as a target needs it. */
@NullMarked
package dev.freehold.targets.vercel.api;

import org.jspecify.annotations.NullMarked;
