package io.github.vpnfirewall.app.assistant;

import io.github.vpnfirewall.app.assistant.ArmStep.Phase;
import io.github.vpnfirewall.app.discovery.Draft;
import io.github.vpnfirewall.app.discovery.RemoteSession;
import io.github.vpnfirewall.app.discovery.Vpn;
import io.github.vpnfirewall.app.protection.Observation.Link;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The assistant: which page is in front, and what leads from one to the next. For one thread. */
final class AssistantViewModel {
  private final Texts texts;
  private final AssistantActions actions;
  private final Settings current;
  private final VpnStep vpn;
  private final LanStep lan;
  private final ArmStep arm;
  private final ObservableList<Point> points = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.VPN);
  private final ReadOnlyBooleanWrapper canGoOn = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper closed = new ReadOnlyBooleanWrapper();
  private Settings draft = Settings.empty();
  private List<Vpn> drafted = List.of();
  private List<Link> links = List.of();

  /**
   * @param current the stored settings, or {@link Settings#empty()}
   * @param ui runs what touches the view model; the toolkit's thread
   */
  AssistantViewModel(
      Texts texts, Settings current, AssistantActions actions, Clock clock, Executor ui) {
    this.texts = texts;
    this.actions = actions;
    this.current = current;
    vpn = new VpnStep(texts, actions, ui, this::judge);
    lan = new LanStep(texts);
    arm = new ArmStep(texts, actions, clock, ui, this::judge);
    judge();
  }

  VpnStep vpn() {
    return vpn;
  }

  LanStep lan() {
    return lan;
  }

  ArmStep arm() {
    return arm;
  }

  /** What will be so once it is armed. */
  ObservableList<Point> points() {
    return points;
  }

  ReadOnlyObjectProperty<Step> step() {
    return step.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty canGoOn() {
    return canGoOn.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty canGoBack() {
    return canGoBack.getReadOnlyProperty();
  }

  /** Becomes true when the assistant has done its work. */
  ReadOnlyBooleanProperty closed() {
    return closed.getReadOnlyProperty();
  }

  /** Begins to look around. */
  void start() {
    vpn.look();
  }

  /** The button that leads on. */
  void goOn() {
    if (!canGoOn.get()) {
      return;
    }
    switch (step.get()) {
      case VPN -> vpn.resolve(this::askForLan);
      case LAN -> preview();
      case PREVIEW -> begin();
      case ARM -> finish();
    }
  }

  private void finish() {
    switch (arm.phase().get()) {
      case CHOOSING, OPENED -> arm.go();
      case TRIAL -> arm.confirm();
      case ARMED, STORED -> closed.set(true);
      case STORING, ARMING, CONFIRMING -> judge();
    }
  }

  /** The button that leads back. Nothing that was chosen is lost. */
  void goBack() {
    if (canGoBack.get()) {
      step.set(step.get().previous());
      judge();
    }
  }

  /** Who would rather fill in the settings. */
  void enterByHand() {
    closed.set(true);
    actions.openSettings();
  }

  /** The person leaves; everything stays as it is, but for a trial, which ends by itself. */
  void leave() {
    vpn.cancel();
    arm.cancel();
    closed.set(true);
  }

  /** Takes in what is true now. */
  void observe(Picture picture) {
    links = picture.observation().links();
    arm.observe(picture);
    if (step.get() == Step.PREVIEW) {
      foresee();
    }
    judge();
  }

  /** Time went by. */
  void tick() {
    arm.tick();
  }

  private void askForLan() {
    draft = Draft.of(current, vpn.chosen(), vpn.resolution(), vpn.findings().tunnels());
    if (!drafted.equals(vpn.chosen())) {
      drafted = vpn.chosen();
      lan.begin(draft.lan(), nearby());
    }
    show(Step.LAN);
  }

  /** The machine nearby from which a person uses this one, unless that comes through the tunnel. */
  private Optional<String> nearby() {
    Settings with = Draft.withLan(draft, new Settings.Lan(true, draft.lan().networks(), false));
    return vpn.findings()
        .remote()
        .filter(session -> RemoteFate.of(session, with) == RemoteFate.NEARBY)
        .flatMap(RemoteSession::from);
  }

  private void preview() {
    draft = Draft.withLan(draft, lan.lan());
    foresee();
    show(Step.PREVIEW);
  }

  private void foresee() {
    List<Point> now = Forecast.of(texts, draft, vpn.resolution(), links, vpn.findings().remote());
    if (!now.equals(points)) {
      points.setAll(now);
    }
  }

  private void begin() {
    // Even a way here that should go on is better tried first.
    arm.begin(draft, vpn.findings().remote().isPresent());
    show(Step.ARM);
  }

  private void show(Step next) {
    step.set(next);
    judge();
  }

  private void judge() {
    if (arm == null) {
      return; // still being made
    }
    boolean busy = arm.busy() || vpn.state().get() == VpnStep.State.RESOLVING;
    canGoOn.set(step.get() == Step.VPN ? vpn.ready() : !busy);
    canGoBack.set(
        !busy
            && step.get() != Step.VPN
            && !(step.get() == Step.ARM && (arm.phase().get() == Phase.TRIAL || arm.done())));
  }
}
