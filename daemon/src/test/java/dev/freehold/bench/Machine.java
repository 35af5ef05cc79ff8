package dev.freehold.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Where it was measured, and with what. */
final class Machine {
  private static final double GIB = 1L << 20;

  private Machine() {}

  static String describe(Shell shell, Path folder) throws IOException, InterruptedException {
    return String.format(
        Locale.ROOT,
        """
        Date: %s. Load average when it began: %s.\s\s
        Machine: %d cores, %.0f GiB memory, %s, %s, Linux %s, temporary folder on %s.\s\s
        Versions: java %s, git %s, %s, node %s, sqlite %s (inside Freehold).
        """,
        LocalDate.now(ZoneOffset.UTC),
        Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0],
        Runtime.getRuntime().availableProcessors(),
        Double.parseDouble(fact("/proc/meminfo", "MemTotal").split(" ", 2)[0]) / GIB,
        fact("/proc/cpuinfo", "model name"),
        fact("/etc/os-release", "PRETTY_NAME").replace("\"", ""),
        System.getProperty("os.version"),
        Files.getFileStore(folder).type(),
        Runtime.version(),
        shell.run("git", "--version").replace("git version ", ""),
        shell.run("unzip", "-v").lines().findFirst().orElseThrow().replaceAll(" of .*", ""),
        shell.run("node", "--version"),
        org.sqlite.SQLiteJDBCLoader.getVersion());
  }

  /** Resident memory in MB, as the kernel counts it. */
  static String rss(long pid) throws IOException {
    String kilobytes = fact("/proc/" + pid + "/status", "VmRSS").split(" ", 2)[0];
    return Math.round(Double.parseDouble(kilobytes) / 1024) + " MB";
  }

  /** The load average of the last minute. */
  static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
  }

  private static String fact(String file, String name) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).replaceFirst("^\\s*[:=]\\s*", "").strip())
        .findFirst()
        .orElse("unknown");
  }
}
