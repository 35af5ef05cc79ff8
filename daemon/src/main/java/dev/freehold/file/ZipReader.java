package dev.freehold.file;

import dev.freehold.base.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.UnicodePathExtraField;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.jspecify.annotations.Nullable;

/**
 * Reads a zip file through its central directory, as every ordinary tool does (PKWARE APPNOTE
 * 6.3.10), and refuses one whose local headers tell another story.
 */
final class ZipReader implements ArchiveReader {
  private static final int TYPE_BITS = 0170000;
  private static final int LINK = 0120000;
  private static final int REGULAR = 0100000;
  private static final int FOLDER = 0040000;

  private final ZipHeaders headers;
  private final ZipFile zip;
  private final Enumeration<ZipArchiveEntry> entries;
  private final long packedBytes;

  private ZipReader(ZipHeaders headers, ZipFile zip, long packedBytes) {
    this.headers = headers;
    this.zip = zip;
    this.entries = zip.getEntriesInPhysicalOrder();
    this.packedBytes = packedBytes;
  }

  static ZipReader open(Path archive, Limits limits) throws IOException {
    var headers = new ZipHeaders(archive);
    try {
      headers.refuseTooMany(limits);
      ZipFile zip =
          ArchiveReader.reading(
              () ->
                  ZipFile.builder()
                      .setPath(archive)
                      .setCharset(StandardCharsets.UTF_8)
                      .setUseUnicodeExtraFields(false)
                      .setIgnoreLocalFileHeader(true)
                      .get());
      return new ZipReader(headers, zip, Files.size(archive));
    } catch (IOException | RuntimeException e) {
      headers.close();
      throw e;
    }
  }

  @Override
  public long packedBytes() {
    return packedBytes;
  }

  @Override
  public @Nullable Item next() {
    if (!entries.hasMoreElements()) {
      return null;
    }
    ZipArchiveEntry entry = entries.nextElement();
    var item = new Entry(entry);
    if (item.type() == Type.FOLDER && entry.getSize() > 0) {
      throw Refusal.broken("the folder '" + ShownPath.of(item.path()) + "' has bytes", null);
    }
    return item;
  }

  @Override
  public void close() throws IOException {
    try (headers) {
      zip.close();
    }
  }

  /** Tools on macOS write UTF-8 without saying so; Info-ZIP puts it into an extra field. */
  private static String name(ZipArchiveEntry entry) {
    byte[] raw = entry.getRawName();
    try {
      return PathRules.decode(raw);
    } catch (UserError e) {
      var crc = new CRC32();
      crc.update(raw);
      if (entry.getExtraField(UnicodePathExtraField.UPATH_ID) instanceof UnicodePathExtraField field
          && field.getNameCRC32() == crc.getValue()
          && field.getUnicodeName() != null) {
        return PathRules.decode(field.getUnicodeName());
      }
      throw e;
    }
  }

  private final class Entry implements Item {
    private final ZipArchiveEntry entry;
    private final String name;
    private final int mode;

    Entry(ZipArchiveEntry entry) {
      this.entry = entry;
      this.name = name(entry);
      this.mode = (int) (entry.getExternalAttributes() >>> 16);
    }

    @Override
    public String path() {
      return ArchiveReader.plain(name);
    }

    @Override
    public Type type() {
      return switch (mode & TYPE_BITS) {
        case LINK -> Type.LINK;
        case FOLDER -> Type.FOLDER;
        case REGULAR, 0 -> name.endsWith("/") ? Type.FOLDER : Type.FILE;
        default -> Type.SPECIAL;
      };
    }

    @Override
    public boolean executable() {
      return (mode & 0100) != 0;
    }

    @Override
    public InputStream open() {
      if (entry.getGeneralPurposeBit().usesEncryption()) {
        throw Refusal.encrypted(name);
      }
      if (entry.getMethod() != ZipMethod.STORED.getCode()
          && entry.getMethod() != ZipMethod.DEFLATED.getCode()) {
        throw Refusal.compression(name, entry.getMethod());
      }
      return ArchiveReader.reading(ArchiveReader.reading(this::checked));
    }

    private InputStream checked() throws IOException {
      if (!Arrays.equals(headers.nameAt(entry.getLocalHeaderOffset()), entry.getRawName())) {
        throw new IOException(
            "it has two names for one file, one of them '" + ShownPath.of(name) + "'");
      }
      return new ZipBody(zip.getInputStream(entry), entry.getSize(), entry.getCrc());
    }
  }
}
