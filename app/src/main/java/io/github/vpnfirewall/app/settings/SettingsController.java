package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.look.Emblem;
import io.github.vpnfirewall.app.settings.Difference.Effect;
import io.github.vpnfirewall.app.text.Texts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;

/** Binds the frame around the pages: tabs, what changes, notices, and the buttons. */
public final class SettingsController {
  private final Texts texts;
  private final SettingsViewModel model;
  private final Function<Page, Node> build;
  private final Runnable cancel;
  private final Runnable revert;
  private final Map<Page, Tab> tabs = new EnumMap<>(Page.class);

  @FXML private TabPane pages;
  @FXML private Tab servers;
  @FXML private Tab tunnel;
  @FXML private Tab lan;
  @FXML private Tab expert;
  @FXML private Tab rules;
  @FXML private VBox conflict;
  @FXML private Label theirs;
  @FXML private Button combine;
  @FXML private Node changes;
  @FXML private Label changesTitle;
  @FXML private Pane changesLines;
  @FXML private VBox notice;
  @FXML private Label noticeText;
  @FXML private Pane noticeLines;
  @FXML private Node progress;
  @FXML private Label hint;
  @FXML private Button back;
  @FXML private Button close;
  @FXML private Button apply;

  /**
   * @param build makes a page, when it is in front for the first time
   * @param cancel leaves the dialog, after asking if something would be lost
   * @param revert shows again what is stored, after asking
   */
  SettingsController(
      Texts texts,
      SettingsViewModel model,
      Function<Page, Node> build,
      Runnable cancel,
      Runnable revert) {
    this.texts = texts;
    this.model = model;
    this.build = build;
    this.cancel = cancel;
    this.revert = revert;
  }

  @FXML
  void initialize() {
    tabs.put(Page.SERVERS, servers);
    tabs.put(Page.TUNNEL, tunnel);
    tabs.put(Page.LAN, lan);
    tabs.put(Page.EXPERT, expert);
    tabs.put(Page.RULES, rules);
    model.page().addListener((o, was, is) -> pages.getSelectionModel().select(tabs.get(is)));
    pages
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((o, was, is) -> tabs.forEach((page, tab) -> front(page, tab, is)));
    fill(model.page().get());
    pages.disableProperty().bind(model.busy());
    progress.visibleProperty().bind(model.busy());
    progress.managedProperty().bind(model.busy());
    conflict.visibleProperty().bind(model.conflict());
    conflict.managedProperty().bind(model.conflict());
    close.disableProperty().bind(model.busy());
    model.busy().addListener(change -> show());
    Texted.hideWhileEmpty(theirs);
    model.conflict().addListener(change -> show());
    model.armed().addListener(change -> show());
    model.standing().addListener(change -> show());
    model.differences().addListener(change -> show());
    model.notice().addListener(change -> tell(model.notice().get()));
    tell(model.notice().get());
    show();
  }

  @FXML
  void apply() {
    model.apply();
  }

  @FXML
  void close() {
    cancel.run();
  }

  @FXML
  void revert() {
    revert.run();
  }

  @FXML
  void keepMine() {
    model.keepMine();
  }

  @FXML
  void takeTheirs() {
    model.takeTheirs();
  }

  @FXML
  void combine() {
    model.combine();
  }

  private void front(Page page, Tab tab, Tab chosen) {
    if (tab == chosen) {
      fill(page);
      model.page().set(page);
    }
  }

  private void fill(Page page) {
    Tab tab = tabs.get(page);
    if (tab.getContent() == null) {
      tab.setContent(build.apply(page));
    }
  }

  private void show() {
    Standing standing = model.standing().get();
    boolean busy = model.busy().get();
    apply.setDisable(standing != Standing.CHANGED || busy || model.conflict().get());
    combine.setDisable(standing != Standing.CHANGED || busy);
    back.setDisable(standing == Standing.UNCHANGED || busy);
    close.setText(
        texts.text(standing == Standing.UNCHANGED ? "settings.close" : "settings.cancel"));
    hint.setText(
        busy
            ? texts.text("settings.busy")
            : standing == Standing.INVALID ? texts.text("settings.invalid") : "");
    tabs.forEach(this::mark);
    theirs.setText(
        model.theirChanges().stream()
            .map(difference -> "• " + difference.text())
            .collect(Collectors.joining("\n")));
    List<Difference> lines = busy ? List.of() : model.differences().get();
    changes.setVisible(!lines.isEmpty());
    changes.setManaged(!lines.isEmpty());
    changesTitle.setText(
        texts.text(model.armed().get() ? "settings.change.armed" : "settings.change.disarmed"));
    changesLines.getChildren().setAll(lines.stream().map(this::line).toList());
  }

  private void mark(Page page, Tab tab) {
    boolean valid = model.form().valid(page);
    if (valid == (tab.getGraphic() == null)) {
      return;
    }
    tab.setGraphic(valid ? null : Emblem.LEAKING.draw(14));
    tab.getStyleClass().remove("wrong");
    if (!valid) {
      tab.getStyleClass().add("wrong");
    }
  }

  private void tell(Notice what) {
    boolean there = what.kind() != Notice.Kind.NONE;
    notice.setVisible(there);
    notice.setManaged(there);
    notice.getStyleClass().removeAll("bad", "careful", "plain");
    notice
        .getStyleClass()
        .add(
            switch (what.kind()) {
              case FAILURE -> "bad";
              case WARNING -> "careful";
              case NONE, NOTE -> "plain";
            });
    noticeText.setText(what.text());
    noticeLines.getChildren().setAll(what.lines().stream().map(SettingsController::point).toList());
    noticeLines.setManaged(!what.lines().isEmpty());
  }

  private Node line(Difference difference) {
    boolean wider = difference.effect() == Effect.WIDER;
    Label label =
        point(wider ? texts.text("settings.change.wider", difference.text()) : difference.text());
    if (wider) {
      label.getStyleClass().add("caution");
    }
    return label;
  }

  private static Label point(String text) {
    Label label = new Label("• " + text);
    label.setWrapText(true);
    return label;
  }
}
