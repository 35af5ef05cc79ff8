package dev.freehold.git;

import dev.freehold.file.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.transport.PackParser;
import org.jspecify.annotations.Nullable;

/**
 * Objects on their way into a repository, as one pack. It does what JGit's {@code PackInserter}
 * does, but syncs its files before they are visible, and leaves compressing to its callers'
 * threads. What the repository has is not written again. Trees and commits are checked.
 */
final class NewObjects extends ObjectInserter {
  private static final String FOLDER_PREFIX = "incoming-";

  private final FileRepository repository;
  private final Path folder;
  private final PackedObjects existing;

  /** What was inserted one by one, readable before it is published; never whole exports. */
  private final Map<ObjectId, ObjectLoader> pending = new HashMap<>();

  /** The rules of {@code git fsck}; what may be in an export is intake's to say. */
  private final ObjectChecker checker = new ObjectChecker();

  private @Nullable NewPack pack;

  NewObjects(FileRepository repository) {
    this.repository = repository;
    this.folder = repository.getDirectory().toPath().resolve(FOLDER_PREFIX + UUID.randomUUID());
    this.existing = new PackedObjects(repository);
  }

  /** Deletes what a crash left; only while nobody writes. */
  static void deleteLeftovers(FileRepository repository) throws IOException {
    Path folder = repository.getDirectory().toPath();
    try (var left = Files.newDirectoryStream(folder, FOLDER_PREFIX + "*")) {
      for (Path each : left) {
        Folders.delete(each);
      }
    }
  }

  /** What the repository has already. */
  PackedObjects existing() {
    return existing;
  }

  /** Whether the repository has it, or will have it by {@link #publish}. */
  private boolean exists(AnyObjectId id) throws IOException {
    return (pack != null && pack.contains(id)) || existing.contains(id);
  }

  /** Takes an object that is known to be missing; it is not readable before it is published. */
  void add(PackedBytes object) throws IOException {
    if (pack == null) {
      Files.createDirectory(folder);
      pack = new NewPack(folder);
    }
    pack.add(object);
  }

  @Override
  public ObjectId insert(int type, byte[] data, int offset, int length) throws IOException {
    ObjectId id = idFor(type, data, offset, length);
    if (!exists(id)) {
      byte[] object = Arrays.copyOfRange(data, offset, offset + length);
      checker.check(id, type, object);
      add(PackedBytes.of(id, type, object));
      pending.put(id, new ObjectLoader.SmallObject(type, object));
    }
    return id;
  }

  @Override
  public ObjectId insert(int type, long length, InputStream in) throws IOException {
    byte[] data = in.readNBytes(Math.toIntExact(length));
    return insert(type, data, 0, data.length);
  }

  /** Makes everything inserted so far part of the repository, durably. */
  void publish() throws IOException {
    if (pack != null && !pack.isEmpty()) {
      Path packs = repository.getObjectDatabase().getPackDirectory().toPath();
      repository.openPack(pack.publish(packs).toFile());
    }
  }

  @Override
  public ObjectReader newReader() {
    return new Reader(repository.newObjectReader());
  }

  @Override
  public PackParser newPackParser(InputStream in) {
    throw new UnsupportedOperationException("an import never receives a pack");
  }

  /** Nothing is in the repository before {@link #publish}. */
  @Override
  public void flush() {}

  @Override
  public void close() {
    try {
      if (pack != null) {
        pack.close();
        Folders.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Reader extends ObjectReader.Filter {
    private final ObjectReader stored;

    Reader(ObjectReader stored) {
      this.stored = stored;
    }

    @Override
    protected ObjectReader delegate() {
      return stored;
    }

    @Override
    public ObjectReader newReader() {
      return NewObjects.this.newReader();
    }

    @Override
    public ObjectInserter getCreatedFromInserter() {
      return NewObjects.this;
    }

    @Override
    public boolean has(AnyObjectId id, int typeHint) throws IOException {
      return pending.containsKey(id.toObjectId()) || stored.has(id, typeHint);
    }

    @Override
    public boolean has(AnyObjectId id) throws IOException {
      return has(id, OBJ_ANY);
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int typeHint) throws IOException {
      ObjectLoader object = pending.get(id.toObjectId());
      return object != null ? object : stored.open(id, typeHint);
    }

    @Override
    public ObjectLoader open(AnyObjectId id) throws IOException {
      return open(id, OBJ_ANY);
    }

    @Override
    public long getObjectSize(AnyObjectId id, int typeHint) throws IOException {
      return open(id, typeHint).getSize();
    }
  }
}
