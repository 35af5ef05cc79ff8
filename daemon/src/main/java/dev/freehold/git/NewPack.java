package dev.freehold.git;

import dev.freehold.file.DurableFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jgit.internal.storage.file.BasePackIndexWriter;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectIdOwnerMap;
import org.eclipse.jgit.transport.PackedObjectInfo;

/** A pack that is being written, in a folder where nobody looks for packs. */
final class NewPack implements AutoCloseable {
  private static final int HEADER_BYTES = 12;
  private static final int INDEX_VERSION = 2;

  private final Path file;
  private final FileChannel channel;
  private final OutputStream out;
  private final ObjectIdOwnerMap<PackedObjectInfo> objects = new ObjectIdOwnerMap<>();
  private long offset = HEADER_BYTES;

  NewPack(Path folder) throws IOException {
    this.file = folder.resolve("new.pack");
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 18);
    out.write(header(0));
  }

  private static byte[] header(int count) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .put(Constants.PACK_SIGNATURE)
        .putInt(2)
        .putInt(count)
        .array();
  }

  boolean contains(AnyObjectId id) {
    return objects.contains(id);
  }

  boolean isEmpty() {
    return objects.isEmpty();
  }

  void add(PackedBytes object) throws IOException {
    if (contains(object.id())) {
      return;
    }
    out.write(object.buffer(), 0, object.length());
    var info = new PackedObjectInfo(object.id());
    info.setOffset(offset);
    info.setCRC(object.crc());
    objects.add(info);
    offset += object.length();
  }

  /**
   * Completes and syncs pack and index, and only then moves them where git finds them.
   *
   * @return the pack
   */
  Path publish(Path packs) throws IOException {
    out.flush();
    channel.write(ByteBuffer.wrap(header(objects.size())), 0);
    byte[] hash = hash();
    channel.write(ByteBuffer.wrap(hash), offset);
    channel.force(true);
    Path index = writeIndex(hash);
    String name = "pack-" + ObjectId.fromRaw(hash).name();
    Path published = packs.resolve(name + ".pack");
    // a pack without its index is invisible, so the index comes last
    move(file, published);
    move(index, packs.resolve(name + ".idx"));
    DurableFiles.syncFolder(packs);
    return published;
  }

  private byte[] hash() throws IOException {
    MessageDigest digest = Constants.newMessageDigest();
    channel.position(0);
    InputStream in = Channels.newInputStream(channel);
    byte[] buffer = new byte[1 << 16];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      digest.update(buffer, 0, n);
    }
    return digest.digest();
  }

  private Path writeIndex(byte[] hash) throws IOException {
    List<PackedObjectInfo> sorted = new ArrayList<>();
    objects.forEach(sorted::add);
    Collections.sort(sorted);
    Path index = file.resolveSibling("new.idx");
    try (var indexChannel =
        FileChannel.open(index, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      OutputStream indexOut = new BufferedOutputStream(Channels.newOutputStream(indexChannel));
      BasePackIndexWriter.createVersion(indexOut, INDEX_VERSION).write(sorted, hash);
      indexOut.flush();
      indexChannel.force(true);
    }
    return index;
  }

  private static void move(Path from, Path to) throws IOException {
    Files.setPosixFilePermissions(from, PosixFilePermissions.fromString("r--r--r--"));
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
