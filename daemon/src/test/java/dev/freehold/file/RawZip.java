package dev.freehold.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zip files byte by byte, also those that no library would write. */
public final class RawZip {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final List<byte[]> central = new ArrayList<>();

  /** One entry; the fields that matter can be lied about. */
  public static final class Entry {
    byte[] name;
    byte[] localName;
    byte[] bytes;
    byte[] extra = {};
    int mode = 0100644;
    int flags;
    int method = 8;
    int claimedMethod = -1;
    long claimedSize = -1;
    boolean wrongCrc;
    boolean descriptor;

    private Entry(byte[] name, byte[] bytes) {
      this.name = name;
      this.localName = name;
      this.bytes = bytes;
    }

    public Entry mode(int unixMode) {
      mode = unixMode;
      return this;
    }

    public Entry flags(int bits) {
      flags = bits;
      return this;
    }

    public Entry localName(String other) {
      localName = other.getBytes(StandardCharsets.UTF_8);
      return this;
    }

    public Entry stored() {
      method = 0;
      return this;
    }

    public Entry claimMethod(int number) {
      claimedMethod = number;
      return this;
    }

    public Entry claimSize(long size) {
      claimedSize = size;
      return this;
    }

    public Entry wrongCrc() {
      wrongCrc = true;
      return this;
    }

    public Entry descriptor() {
      descriptor = true;
      flags |= 8;
      return this;
    }

    public Entry extra(byte[] field) {
      extra = field;
      return this;
    }
  }

  public static Entry file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public static Entry file(String name, byte[] bytes) {
    return new Entry(name.getBytes(StandardCharsets.UTF_8), bytes);
  }

  public static Entry rawName(byte[] name) {
    return new Entry(name, new byte[] {'x'});
  }

  public static byte[] of(Entry... entries) {
    var zip = new RawZip();
    for (Entry entry : entries) {
      zip.add(entry);
    }
    return zip.finish();
  }

  public void add(Entry entry) {
    int offset = out.size();
    byte[] data = entry.method == 8 ? deflate(entry.bytes) : entry.bytes;
    var crc = new CRC32();
    crc.update(entry.bytes);
    long sum = entry.wrongCrc ? crc.getValue() ^ 1 : crc.getValue();
    long size = entry.claimedSize >= 0 ? entry.claimedSize : entry.bytes.length;
    int method = entry.claimedMethod >= 0 ? entry.claimedMethod : entry.method;
    var local = buffer(30 + entry.localName.length);
    local.putInt(0x04034b50).putShort((short) 20).putShort((short) entry.flags);
    local.putShort((short) method).putInt(0);
    local.putInt(entry.descriptor ? 0 : (int) sum);
    local.putInt(entry.descriptor ? 0 : data.length).putInt(entry.descriptor ? 0 : (int) size);
    local.putShort((short) entry.localName.length).putShort((short) 0).put(entry.localName);
    out.writeBytes(local.array());
    out.writeBytes(data);
    if (entry.descriptor) {
      out.writeBytes(
          buffer(16)
              .putInt(0x08074b50)
              .putInt((int) sum)
              .putInt(data.length)
              .putInt((int) size)
              .array());
    }
    var header = buffer(46 + entry.name.length + entry.extra.length);
    header.putInt(0x02014b50).putShort((short) (3 << 8 | 20)).putShort((short) 20);
    header.putShort((short) entry.flags).putShort((short) method).putInt(0).putInt((int) sum);
    header.putInt(data.length).putInt((int) size).putShort((short) entry.name.length);
    header.putShort((short) entry.extra.length).putShort((short) 0).putShort((short) 0);
    header.putShort((short) 0).putInt(entry.mode << 16).putInt(offset);
    header.put(entry.name).put(entry.extra);
    central.add(header.array());
  }

  public byte[] finish() {
    int start = out.size();
    central.forEach(out::writeBytes);
    int length = out.size() - start;
    var end = buffer(22).putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
    end.putShort((short) central.size()).putShort((short) central.size());
    out.writeBytes(end.putInt(length).putInt(start).putShort((short) 0).array());
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] bytes) {
    try (var deflater = new Deflater(6, true)) {
      deflater.setInput(bytes);
      deflater.finish();
      var packed = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      while (!deflater.finished()) {
        packed.write(buffer, 0, deflater.deflate(buffer));
      }
      return packed.toByteArray();
    }
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
