package io.github.vpnfirewall.app;

import java.lang.System.Logger.Level;

/**
 * What the desktop knows the windows by, so that it finds their name and icon in the desktop entry:
 * JavaFX would have them all be called "java", and has no public way to say it otherwise.
 */
final class ProgramName {
  /** What Java must be started with for this to work. */
  static final String EXPORT =
      "--add-exports=javafx.graphics/com.sun.glass.ui=io.github.vpnfirewall.app";

  private static final String NAME = "io.github.vpnfirewall";

  private ProgramName() {}

  /** Names the program. Before its first window, on the toolkit's thread. */
  static void set() {
    try {
      Class<?> type = Class.forName("com.sun.glass.ui.Application");
      Object application = type.getMethod("GetApplication").invoke(null);
      type.getMethod("setName", String.class).invoke(application, NAME);
    } catch (ReflectiveOperationException | RuntimeException e) {
      System.getLogger(ProgramName.class.getName())
          .log(Level.DEBUG, "the windows have no name of their own", e);
    }
  }
}
