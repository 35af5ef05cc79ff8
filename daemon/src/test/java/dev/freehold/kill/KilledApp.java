package dev.freehold.kill;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** What is deployed. */
interface KilledApp extends AutoCloseable {
  /** A page without a server. */
  KilledApp PAGE = Driver::zip;

  /** The version that the marker names; the same bytes each time. */
  byte[] zip(String marker) throws IOException;

  default boolean hasServer() {
    return false;
  }

  default boolean isAtVercel() {
    return false;
  }

  default boolean isAtAws() {
    return false;
  }

  /** What its daemon needs to have in its environment. */
  default Map<String, String> surroundings() {
    return Map.of();
  }

  /** Makes ready where it goes, in an empty home. */
  default void connect(Driver driver) throws IOException {}

  /** The release that answered with a page, as the target names it. */
  default String release(Page page) {
    return page.header("freehold-release");
  }

  /**
   * What must hold besides, after any crash.
   *
   * @param versions that were deployed in all
   */
  default void holds(int versions) throws IOException {}

  /** Once nothing is deployed any more. */
  @Override
  default void close() {}

  /** An app whose page comes from a server of its own, in need of no package. */
  final class WithServer implements KilledApp {
    private final String id = UUID.randomUUID().toString();

    @Override
    public boolean hasServer() {
      return true;
    }

    @Override
    public byte[] zip(String marker) throws IOException {
      SortedMap<String, String> files = new TreeMap<>();
      files.put(
          "package.json",
          """
          {"name": "page", "private": true, "dependencies": {"express": "file:express"},
           "scripts": {"build": "mkdir -p dist && cp server.cjs PROGRAM", "start": "node PROGRAM"}}
          """
              .replace("PROGRAM", program(marker)));
      files.put("express/package.json", "{\"name\": \"express\", \"version\": \"1.0.0\"}");
      files.put(
          "server.cjs",
          """
          const http = require('node:http');
          const server = http.createServer((request, response) => {
            response.setHeader('content-type', 'text/html');
            response.end('<!doctype html><html lang=en><title>Page</title><p>MARKER</p>');
          });
          setTimeout(() => server.listen(5000, '0.0.0.0'), 300);
          """
              .replace("MARKER", marker));
      return Driver.zip(files);
    }

    /** A name that no other process on this machine has among its arguments. */
    private String program(String marker) {
      return "dist/" + id + "-" + marker + ".cjs";
    }

    /** How many processes run this version. */
    long processes(String marker) {
      return processesNaming(program(marker));
    }

    /** How many run any version. */
    long processes() {
      return processesNaming(id);
    }

    private static long processesNaming(String argument) {
      return ProcessHandle.allProcesses()
          .map(ProcessHandle::info)
          .filter(process -> process.command().filter(c -> c.endsWith("/node")).isPresent())
          .filter(process -> process.commandLine().filter(l -> l.contains(argument)).isPresent())
          .count();
    }
  }
}
