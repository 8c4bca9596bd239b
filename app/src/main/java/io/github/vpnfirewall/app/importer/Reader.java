package io.github.vpnfirewall.app.importer;

/** Reads one kind of file. */
@FunctionalInterface
interface Reader {
  /**
   * @throws ImportException if something in the file is wrong, or it names no server
   */
  Imported read(TextFile file) throws ImportException;
}
