package io.github.vpnfirewall.helper.state;

import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The helper's files, each by its meaning. Callers hold the {@link HelperLock}. */
public final class StateFiles {
  private static final String FOR_ALL = "rw-r--r--";
  private static final String FOR_ROOT = "rw-------";

  private final Places places;

  /**
   * @param places where they are
   */
  public StateFiles(Places places) {
    this.places = places;
  }

  /**
   * The stored settings; empty if there are none yet.
   *
   * @throws InvalidSettingsException if somebody has written something else there
   */
  public Optional<Settings> settings() throws IOException, InvalidSettingsException {
    Optional<String> text = AtomicFile.read(places.etc().resolve("settings.json"));
    return text.isPresent()
        ? Optional.of(SettingsJson.read(text.get().getBytes(StandardCharsets.UTF_8)))
        : Optional.empty();
  }

  /** Stores the settings. */
  public void storeSettings(Settings settings) throws IOException {
    AtomicFile.makeFolder(places.etc(), "rwxr-xr-x");
    AtomicFile.write(places.etc().resolve("settings.json"), SettingsJson.write(settings), FOR_ALL);
  }

  /** SHA-256 of the settings as they are stored, in hexadecimal. */
  public static String hash(Settings settings) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(SettingsJson.write(settings).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Whether the machine shall be closed. */
  public Optional<ArmedFlag> flag() throws IOException {
    return AtomicFile.read(places.lib().resolve("armed")).map(ArmedFlag::parse);
  }

  /** Says that the machine shall be closed. */
  public void storeFlag(ArmedFlag flag) throws IOException {
    makeLib();
    AtomicFile.write(places.lib().resolve("armed"), flag.text(), FOR_ROOT);
  }

  /** Says that the machine need not be closed, and forgets the documents for boot. */
  public void clearFlag() throws IOException {
    AtomicFile.delete(places.lib().resolve("armed"));
    for (AddressFamily family : AddressFamily.values()) {
      AtomicFile.delete(document(family));
      AtomicFile.delete(setDocument(family));
    }
  }

  /** The document that was applied last; empty if none was. */
  public Optional<String> storedDocument(AddressFamily family) throws IOException {
    return AtomicFile.read(document(family));
  }

  /** Stores the document for boot. */
  public void storeDocument(AddressFamily family, String text) throws IOException {
    makeLib();
    AtomicFile.write(document(family), text, FOR_ROOT);
  }

  /** The sets that the document applied last looks into; empty if it looks into none. */
  public Optional<String> storedSets(AddressFamily family) throws IOException {
    return AtomicFile.read(setDocument(family));
  }

  /** Stores the sets for boot, for {@code ipset restore}; nothing if there are none. */
  public void storeSets(AddressFamily family, String text) throws IOException {
    if (text.isEmpty()) {
      AtomicFile.delete(setDocument(family));
    } else {
      makeLib();
      AtomicFile.write(setDocument(family), text, FOR_ROOT);
    }
  }

  /** The servers' names while armed. */
  public HostsFile hosts() {
    return new HostsFile(places.hosts());
  }

  /** What the kernel had before we came; empty if that is not known. */
  public Optional<Origin> origin() throws IOException {
    return AtomicFile.read(places.run().resolve("origin")).map(Origin::parse);
  }

  /** Stores what the kernel had before we came. */
  public void storeOrigin(Origin origin) throws IOException {
    AtomicFile.write(places.run().resolve("origin"), origin.text(), FOR_ROOT);
  }

  /** Forgets it. */
  public void clearOrigin() throws IOException {
    AtomicFile.delete(places.run().resolve("origin"));
  }

  /** Leaves the report for whoever may only look. */
  public void storeReport(Report report) throws IOException {
    AtomicFile.makeFolder(places.run(), "rwxr-xr-x");
    AtomicFile.write(places.run().resolve("state.json"), ReportJson.write(report) + "\n", FOR_ALL);
  }

  /**
   * What tells whether any of the files has changed: the same text twice means that none has, the
   * last report included.
   */
  public String stamps() throws IOException {
    StringBuilder stamps = new StringBuilder();
    for (Path folder : List.of(places.etc(), places.lib(), places.run())) {
      stamps.append(AtomicFile.stamps(folder)).append('\n');
    }
    return stamps.toString();
  }

  private void makeLib() throws IOException {
    AtomicFile.makeFolder(places.lib(), "rwx------");
  }

  private Path setDocument(AddressFamily family) {
    return places.lib().resolve(family.key() + ".sets");
  }

  private Path document(AddressFamily family) {
    return places.lib().resolve(family.key() + ".restore");
  }
}
