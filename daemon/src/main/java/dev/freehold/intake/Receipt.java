package dev.freehold.intake;

import dev.freehold.base.Sha256;
import dev.freehold.file.LeftOut;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an export turned into. The single files are listed by {@link Exports#files}.
 *
 * @param files how many there are
 * @param bytes of all files together
 * @param sha256 of the tree, see {@link dev.freehold.file.FileRecord#hashOf}
 * @param strippedRoot the folder that was around everything and was taken off
 */
public record Receipt(
    int files, long bytes, Sha256 sha256, @Nullable String strippedRoot, List<LeftOut> leftOut) {}
