package dev.freehold.file;

import dev.freehold.base.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Read side of the blob store: all that a target may see of it. */
public interface BlobSource {
  boolean contains(Sha256 id);

  /** Size in bytes. */
  long size(Sha256 id) throws IOException;

  InputStream open(Sha256 id) throws IOException;

  /** Where the blob lies on this machine, for a target on the same disk to link to. */
  Path path(Sha256 id);
}
