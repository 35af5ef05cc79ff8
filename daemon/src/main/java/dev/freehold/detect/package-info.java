/** What a tree is: builder, framework, tools, variables, routing; and the adaptations it needs. */
@NullMarked
package dev.freehold.detect;

import org.jspecify.annotations.NullMarked;
