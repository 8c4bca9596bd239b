package io.github.vpnfirewall.helper.state;

import io.github.vpnfirewall.helper.protocol.InvalidSettingsException;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.ReportJson;
import io.github.vpnfirewall.helper.protocol.Settings;
import io.github.vpnfirewall.helper.protocol.SettingsJson;
import io.github.vpnfirewall.helper.protocol.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The helper's files, each by its meaning. Callers hold the {@link HelperLock}. */
public final class StateFiles {
  private static final String FOR_ALL = "rw-r--r--";
  private static final String FOR_ROOT = "rw-------";

  private final Places places;
  private final String keeperOf;

  /**
   * @param places where they are
   */
  public StateFiles(Places places) {
    this(places, "");
  }

  /**
   * @param keeperOf the trial that this very process keeps
   */
  public StateFiles(Places places, String keeperOf) {
    this.places = places;
    this.keeperOf = keeperOf;
  }

  /**
   * The stored settings; empty if there are none yet.
   *
   * @throws InvalidSettingsException if somebody has written something else there
   */
  public Optional<Settings> settings() throws IOException, InvalidSettingsException {
    Optional<String> text = AtomicFile.read(places.etc().resolve("settings.json"));
    return text.isPresent()
        ? Optional.of(SettingsJson.readStored(text.get().getBytes(StandardCharsets.UTF_8)))
        : Optional.empty();
  }

  /** Stores the settings. */
  public void storeSettings(Settings settings) throws IOException {
    AtomicFile.makeFolder(places.etc(), "rwxr-xr-x");
    AtomicFile.write(places.etc().resolve("settings.json"), SettingsJson.write(settings), FOR_ALL);
  }

  /** SHA-256 of the settings as they are stored, in hexadecimal. */
  public static String hash(Settings settings) {
    return Sha256.of(SettingsJson.write(settings).getBytes(StandardCharsets.UTF_8));
  }

  /** What holds over a reboot. */
  public ArmedFiles lasting() {
    return new ArmedFiles(places.lib());
  }

  /** What holds until a reboot at most: that of a trial, and of one whose confirmation is lost. */
  public ArmedFiles untilReboot() {
    return new ArmedFiles(places.trial());
  }

  /** Those of the two that hold now. */
  public ArmedFiles armed() throws IOException {
    return lasting().flag().isEmpty() && untilReboot().flag().isPresent()
        ? untilReboot()
        : lasting();
  }

  /**
   * The trial that is under way. Whatever stands in its file: with a flag that lasts, it has been
   * confirmed.
   */
  public Optional<Trial> trial() throws IOException {
    Optional<String> text =
        lasting().flag().isPresent() ? Optional.empty() : AtomicFile.read(trialFile());
    return text.isPresent() ? Trial.parse(text.get()) : Optional.empty();
  }

  /** Begins a trial, or moves its end. */
  public void storeTrial(Trial trial) throws IOException {
    untilReboot().makeFolder();
    AtomicFile.write(trialFile(), trial.text(), FOR_ROOT);
  }

  /** From now on nothing opens by itself. */
  public void endTrial() throws IOException {
    AtomicFile.delete(trialFile());
  }

  /**
   * Forgets the trial and all that came with it. The flag goes first: cut off here, the trial's
   * keeper still opens.
   */
  public void clearTrial() throws IOException {
    untilReboot().clear();
    endTrial();
    AtomicFile.deleteFolder(places.trial());
  }

  /** Whether somebody waits for the trial's end. */
  public boolean hasKeeper(Trial trial) throws IOException {
    return trial.id().equals(keeperOf) || KeeperLock.isTaken(places, trial.id());
  }

  private Path trialFile() {
    return places.trial().resolve("trial");
  }

  /** The servers' names while armed. */
  public HostsFile hosts() {
    return new HostsFile(places.hosts());
  }

  /** What the kernel had before we came; empty if that is not known. */
  public Optional<Origin> origin() throws IOException {
    Optional<String> text = AtomicFile.read(places.run().resolve("origin"));
    return text.isPresent() ? Optional.of(Origin.parse(text.get())) : Optional.empty();
  }

  /** Stores what the kernel had before we came. */
  public void storeOrigin(Origin origin) throws IOException {
    AtomicFile.write(places.run().resolve("origin"), origin.text(), FOR_ROOT);
  }

  /** Forgets it. */
  public void clearOrigin() throws IOException {
    AtomicFile.delete(places.run().resolve("origin"));
  }

  /** Why everything is blocked because rules could not be restored, in words; else empty. */
  public Optional<String> bootBlocked() throws IOException {
    Optional<String> text = AtomicFile.read(places.run().resolve("boot-blocked"));
    return text.isPresent() ? Optional.of(text.get().strip()) : Optional.empty();
  }

  /**
   * Forgets it. The folder is made if it is missing, for that may have been the reason, and would
   * be one again.
   */
  public void clearBootBlocked() throws IOException {
    if (bootBlocked().isPresent()) {
      lasting().makeFolder();
      AtomicFile.delete(places.run().resolve("boot-blocked"));
    }
  }

  /** Leaves the report for whoever may only look. */
  public void storeReport(Report report) throws IOException {
    AtomicFile.makeFolder(places.run(), "rwxr-xr-x");
    AtomicFile.write(places.run().resolve("state.json"), ReportJson.write(report) + "\n", FOR_ALL);
  }

  /**
   * What tells whether any of the files has changed: the same text twice means that none has, the
   * last report included. The lock does not count: it changes whenever somebody takes it.
   */
  public String stamps() throws IOException {
    StringBuilder stamps = new StringBuilder();
    for (Path folder : List.of(places.etc(), places.lib(), places.run(), places.trial())) {
      stamps.append(AtomicFile.stamps(folder, HelperLock.FILE)).append('\n');
    }
    return stamps.toString();
  }
}
