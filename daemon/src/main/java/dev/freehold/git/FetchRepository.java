package dev.freehold.git;

import dev.freehold.file.Folders;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.transport.PackParser;

/** A repository that takes a limited number of bytes from a server. */
public final class FetchRepository extends FileRepository {
  private final long maxBytes;

  private FetchRepository(RepositoryBuilder builder, long maxBytes) throws IOException {
    super(builder);
    this.maxBytes = maxBytes;
  }

  /** A throw-away one. */
  static FetchRepository create(Path folder, long maxBytes) throws IOException {
    IsolatedSystemReader.install();
    Folders.delete(folder);
    var builder = new RepositoryBuilder().setBare().setGitDir(folder.toFile()).setup();
    var repository = new FetchRepository(builder, maxBytes);
    repository.create(true);
    return repository;
  }

  /**
   * A bare one that is there, opened without looking for anything outside of its folder.
   *
   * @param maxBytes how much one fetch may bring, compressed, and how large one object may be
   */
  public static FetchRepository open(Path folder, long maxBytes) throws IOException {
    IsolatedSystemReader.install();
    return new FetchRepository(
        new RepositoryBuilder().setBare().setGitDir(folder.toFile()).setup(), maxBytes);
  }

  @Override
  public ObjectInserter newObjectInserter() {
    ObjectInserter inserter = super.newObjectInserter();
    return new ObjectInserter.Filter() {
      @Override
      protected ObjectInserter delegate() {
        return inserter;
      }

      @Override
      public PackParser newPackParser(InputStream in) throws IOException {
        PackParser parser = inserter.newPackParser(new Limited(in, maxBytes));
        // compressed or as deltas, an object can be far smaller than it is
        parser.setMaxObjectSizeLimit(maxBytes);
        return parser;
      }
    };
  }

  /** More bytes came than are taken. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;
  }

  private static final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long limit) {
      super(in);
      this.left = limit;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      return b < 0 ? b : (int) taken(1, b);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      return n < 0 ? n : (int) taken(n, n);
    }

    private long taken(long count, long result) throws TooLargeException {
      left -= count;
      if (left < 0) {
        throw new TooLargeException();
      }
      return result;
    }
  }
}
