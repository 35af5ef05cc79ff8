package dev.freehold.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads ustar, pax, GNU and old tar (POSIX.1-2001 pax; GNU tar manual, "Basic Tar Format"). The
 * framing is read here and not by commons-compress, because its reader replaces bytes that are not
 * UTF-8, does not check checksums, and takes an archive that was cut off between two files for a
 * whole one.
 */
final class TarReader implements ArchiveReader {
  private static final int BLOCK = TarConstants.DEFAULT_RCDSIZE;
  private static final int MOST_METADATA = 1 << 20;

  // offsets in a header
  private static final int MODE = 100;
  private static final int SIZE = 124;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;

  private final InputStream in;
  private final long packedBytes;
  private final byte[] block = new byte[BLOCK];
  private boolean first = true;
  private @Nullable TarBody body;

  TarReader(InputStream in, long packedBytes) {
    this.in = in;
    this.packedBytes = packedBytes;
  }

  @Override
  public long packedBytes() {
    return packedBytes;
  }

  @Override
  public @Nullable Item next() {
    return ArchiveReader.<@Nullable Item>reading(this::readItem);
  }

  private @Nullable Item readItem() throws IOException {
    if (body != null) {
      body.finish();
    }
    Map<String, byte[]> pax = Map.of();
    byte @Nullable [] longName = null;
    while (readHeader()) {
      switch (block[TYPE]) {
        case TarConstants.LF_GNUTYPE_LONGNAME -> longName = untilNul(metadata());
        case TarConstants.LF_GNUTYPE_LONGLINK -> metadata();
        case TarConstants.LF_PAX_EXTENDED_HEADER_LC, TarConstants.LF_PAX_EXTENDED_HEADER_UC ->
            pax = PaxRecords.parse(metadata());
        case TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER -> refuseGlobalNames();
        default -> {
          return item(pax, longName);
        }
      }
    }
    return null;
  }

  private Item item(Map<String, byte[]> pax, byte @Nullable [] longName) throws IOException {
    byte[] raw = pax.getOrDefault("path", longName == null ? headerName() : longName);
    byte[] paxSize = pax.get("size");
    long size =
        paxSize == null
            ? size()
            : PaxRecords.number(new String(paxSize, StandardCharsets.US_ASCII));
    String name = PathRules.decode(raw);
    Type type =
        pax.keySet().stream().anyMatch(k -> k.startsWith("GNU.sparse")) ? Type.SPECIAL : type(name);
    // only files have bytes, whatever the header of a link or folder says
    body = new TarBody(in, type == Type.FILE || type == Type.SPECIAL ? size : 0);
    boolean executable = (TarUtils.parseOctalOrBinary(block, MODE, 8) & 0100) != 0;
    return new Entry(ArchiveReader.plain(name), type, executable, body);
  }

  private Type type(String name) {
    return switch (block[TYPE]) {
      case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG ->
          name.endsWith("/") ? Type.FOLDER : Type.FILE;
      case TarConstants.LF_DIR -> Type.FOLDER;
      case TarConstants.LF_LINK, TarConstants.LF_SYMLINK -> Type.LINK;
      default -> Type.SPECIAL;
    };
  }

  /** False at the end of the archive, behind which nothing may follow. */
  private boolean readHeader() throws IOException {
    if (in.readNBytes(block, 0, BLOCK) < BLOCK) {
      throw new EOFException("it ends before its end mark");
    }
    if (isZero(block, BLOCK)) {
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        if (!isZero(block, n)) {
          throw new IOException("there are bytes behind its end");
        }
      }
      return false;
    }
    if (!isHeader(block)) {
      if (first) {
        throw Refusal.unknown("The packed file is not a tar archive.");
      }
      throw new IOException("the checksum of a tar header is wrong");
    }
    first = false;
    return true;
  }

  /**
   * Whether the block's checksum is right; text where the number belongs makes the library throw.
   */
  static boolean isHeader(byte[] block) {
    try {
      return TarUtils.verifyCheckSum(block);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private byte[] metadata() throws IOException {
    long size = size();
    if (size > MOST_METADATA) {
      throw new IOException("a tar header is longer than any name");
    }
    var header = new TarBody(in, size);
    byte[] bytes = header.readAllBytes();
    header.finish();
    return bytes;
  }

  /** git archive writes a comment there; a name for every file would make no sense. */
  private void refuseGlobalNames() throws IOException {
    for (String key : PaxRecords.parse(metadata()).keySet()) {
      if (key.equals("path") || key.equals("size") || key.startsWith("GNU.sparse")) {
        throw new IOException("a global tar header names files");
      }
    }
  }

  private long size() throws IOException {
    long size = TarUtils.parseOctalOrBinary(block, SIZE, 12);
    if (size < 0) {
      throw new IOException("a tar header has a negative size");
    }
    return size;
  }

  private byte[] headerName() {
    byte[] name = untilNul(Arrays.copyOfRange(block, 0, MODE));
    boolean posix = new String(block, MAGIC, 6, StandardCharsets.ISO_8859_1).equals("ustar\0");
    byte[] prefix = posix ? untilNul(Arrays.copyOfRange(block, PREFIX, 500)) : new byte[0];
    if (prefix.length == 0) {
      return name;
    }
    byte[] whole = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
    whole[prefix.length] = '/';
    System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
    return whole;
  }

  private static byte[] untilNul(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return Arrays.copyOf(bytes, end);
  }

  private static boolean isZero(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private record Entry(String path, Type type, boolean executable, TarBody body) implements Item {
    @Override
    public InputStream open() {
      return ArchiveReader.reading(body);
    }
  }
}
