/** Files on this machine: the home folder, file trees, safe unpacking, the blob store. */
@NullMarked
package dev.freehold.file;

import org.jspecify.annotations.NullMarked;
