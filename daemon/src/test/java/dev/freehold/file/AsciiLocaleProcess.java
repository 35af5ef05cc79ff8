package dev.freehold.file;

import dev.freehold.base.MachineError;
import dev.freehold.file.Unpacker.Source;
import java.io.OutputStream;
import java.nio.file.Path;

/** Run by {@link TarPackerTest} under another locale: prints the code it ends with. */
final class AsciiLocaleProcess {
  private AsciiLocaleProcess() {}

  public static void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[1]);
    try {
      if (arguments[0].equals("pack")) {
        TarPacker.pack(path, OutputStream.nullOutputStream());
      } else {
        new Unpacker(Limits.standard())
            .unpack(path, ArchiveKind.TAR, Source.FOLDER, path.resolveSibling("ascii"));
      }
      System.out.println("no error");
    } catch (MachineError e) {
      System.out.println(e.code());
    }
  }
}
