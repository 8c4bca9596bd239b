package io.github.vpnfirewall.app.monitor;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells the kernel's EPERM from other errors. Java hands errors on as text alone, and the text is
 * in the user's language, so the text is learnt by provoking the same error elsewhere.
 */
final class Refusal {
  private static final String IN_ENGLISH = "Operation not permitted";

  private final Set<String> texts = new TreeSet<>(Set.of(IN_ENGLISH));

  /**
   * @param folders folders of which one should be writable; nothing is left in them
   */
  Refusal(List<Path> folders) {
    folders.forEach(this::learnIn);
  }

  static Refusal learnt() {
    return new Refusal(
        List.of(
            Path.of(System.getProperty("java.io.tmpdir")), Path.of("/tmp"), Path.of("/var/tmp")));
  }

  /** A second name for a folder is refused with EPERM to everyone, root included: link(2). */
  private void learnIn(Path folder) {
    Path name = folder.resolve(".vpnfirewall-" + ProcessHandle.current().pid());
    try {
      Files.createLink(name, folder);
    } catch (FileSystemException e) {
      // EACCES and EROFS say that nothing can be written there, not that it is not permitted.
      if (e.getReason() != null && e.getClass() == FileSystemException.class && writable(folder)) {
        texts.add(e.getReason());
      }
    } catch (IOException | UnsupportedOperationException e) {
      return; // not learnt here
    }
  }

  private static boolean writable(Path folder) {
    try {
      Files.delete(Files.createTempFile(folder, ".vpnfirewall-", null));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether this is the text of EPERM. */
  boolean is(IOException e) {
    return e.getMessage() != null && texts.contains(e.getMessage());
  }
}
