package dev.freehold.cli;

import dev.freehold.file.LeftOut;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** Writes a folder as a tar stream, without what never belongs into an export. */
@FunctionalInterface
public interface FolderPacker {
  /**
   * @return what was left out, and why
   */
  List<LeftOut> pack(Path folder, OutputStream out) throws IOException;
}
