package io.github.vpnfirewall.helper.state;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * That the machine shall be closed, and the documents by which it is. In {@code /var/lib} they hold
 * over a reboot, which restores them; in {@code /run} they are gone with it, and so is a trial.
 */
public final class ArmedFiles {
  private static final String FOR_ROOT = "rw-------";

  private final Path folder;

  ArmedFiles(Path folder) {
    this.folder = folder;
  }

  /** Whether the machine shall be closed. */
  public Optional<ArmedFlag> flag() throws IOException {
    Optional<String> text = AtomicFile.read(folder.resolve("armed"));
    return text.isPresent() ? Optional.of(ArmedFlag.parse(text.get())) : Optional.empty();
  }

  /** Says that the machine shall be closed. */
  public void storeFlag(ArmedFlag flag) throws IOException {
    makeFolder();
    AtomicFile.write(folder.resolve("armed"), flag.text(), FOR_ROOT);
  }

  /** Says that the machine need not be closed, and forgets the documents. */
  public void clear() throws IOException {
    AtomicFile.delete(folder.resolve("armed"));
    for (AddressFamily family : AddressFamily.values()) {
      AtomicFile.delete(document(family));
      AtomicFile.delete(setDocument(family));
    }
  }

  /** The document that was applied last; empty if none was. */
  public Optional<String> storedDocument(AddressFamily family) throws IOException {
    return AtomicFile.read(document(family));
  }

  /** Stores the document; without sets it may wait for the flag to come onto the disk. */
  public void storeDocument(AddressFamily family, String text) throws IOException {
    makeFolder();
    if (Files.exists(setDocument(family))) {
      AtomicFile.write(document(family), text, FOR_ROOT);
    } else {
      AtomicFile.writeBefore(document(family), text, FOR_ROOT);
    }
  }

  /** The sets that the document applied last looks into; empty if it looks into none. */
  public Optional<String> storedSets(AddressFamily family) throws IOException {
    return AtomicFile.read(setDocument(family));
  }

  /** Stores the sets, for {@code ipset restore}; nothing if there are none. */
  public void storeSets(AddressFamily family, String text) throws IOException {
    if (text.isEmpty()) {
      AtomicFile.delete(setDocument(family));
    } else {
      makeFolder();
      AtomicFile.write(setDocument(family), text, FOR_ROOT);
    }
  }

  void makeFolder() throws IOException {
    AtomicFile.makeFolder(folder, "rwx------");
  }

  private Path setDocument(AddressFamily family) {
    return folder.resolve(family.key() + ".sets");
  }

  private Path document(AddressFamily family) {
    return folder.resolve(family.key() + ".restore");
  }
}
