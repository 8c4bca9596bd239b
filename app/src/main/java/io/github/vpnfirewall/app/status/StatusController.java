package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.look.LiveChart;
import io.github.vpnfirewall.app.look.TextSize;
import io.github.vpnfirewall.app.status.Charts.Chart;
import io.github.vpnfirewall.app.status.StatusFace.Press;
import io.github.vpnfirewall.app.status.StatusFace.Wish;
import io.github.vpnfirewall.app.text.Texts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.fxml.FXML;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;

/** Binds the status window. */
public final class StatusController {
  private static final double EMBLEM_SIZE = 96;

  /** Narrower, and the cards stand below each other; in letters' heights. */
  private static final double TWO_COLUMNS = 38;

  private final Texts texts;
  private final StatusViewModel model;
  private StatusFace shown;
  private LiveChart trafficChart;
  private LiveChart blockedChart;

  /** Whether the focus left the big button only because it can't be pressed for now. */
  private boolean waitedFor;

  @FXML private StackPane emblem;
  @FXML private Label word;
  @FXML private Label sentence;
  @FXML private Button main;
  @FXML private Button second;
  @FXML private Pane trial;
  @FXML private Label trialText;
  @FXML private Button confirm;
  @FXML private Pane problem;
  @FXML private Label problemText;
  @FXML private GridPane cards;
  @FXML private Pane tunnel;
  @FXML private Pane traffic;
  @FXML private Label received;
  @FXML private Label sent;
  @FXML private Pane servers;
  @FXML private Pane doors;
  @FXML private GridPane halves;
  @FXML private Pane blockedLive;
  @FXML private GridPane blocked;
  @FXML private Label blockedNote;
  @FXML private Pane lastCard;
  @FXML private Pane last;
  @FXML private Pane lan;

  StatusController(Texts texts, StatusViewModel model) {
    this.texts = texts;
    this.model = model;
  }

  @FXML
  void initialize() {
    emblem.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    trafficChart = chart(2, traffic);
    blockedChart = chart(3, blockedLive);
    received.setGraphic(LiveChart.sample(0));
    sent.setGraphic(LiveChart.sample(1));
    problemText.textProperty().bind(model.problem());
    problem.visibleProperty().bind(model.problem().isNotEmpty());
    List.of(problem, trial, traffic, blockedLive, lastCard)
        .forEach(node -> node.managedProperty().bind(node.visibleProperty()));
    cards.widthProperty().addListener((o, was, is) -> arrange(is.doubleValue()));
    arrange(Double.MAX_VALUE);
    model.face().addListener((o, was, is) -> show(is));
    show(model.face().get());
    model.trafficChart().addListener((o, was, is) -> showTraffic(is));
    showTraffic(model.trafficChart().get());
    model.blockedChart().addListener((o, was, is) -> showBlocked(is));
    showBlocked(model.blockedChart().get());
  }

  private LiveChart chart(int lines, Pane where) {
    LiveChart chart =
        new LiveChart(lines, texts.text("status.chart.from"), texts.text("status.chart.until"));
    where.getChildren().add(0, chart);
    return chart;
  }

  private void arrange(double width) {
    boolean wide = width >= TWO_COLUMNS * TextSize.em();
    Columns.arrange(cards, wide);
    Columns.arrange(halves, wide);
  }

  @FXML
  void pressMain() {
    model.pressMain();
  }

  @FXML
  void pressSecond() {
    model.pressSecond();
  }

  @FXML
  void confirm() {
    model.confirm();
  }

  @FXML
  void openSettings() {
    model.openSettings();
  }

  @FXML
  void openLeakTest() {
    model.openLeakTest();
  }

  @FXML
  void dismissProblem() {
    model.dismissProblem();
  }

  private void show(StatusFace face) {
    if (changed(face, StatusFace::emblem)) {
      emblem.getChildren().setAll(face.emblem().draw(TextSize.scaled(EMBLEM_SIZE)));
      emblem.getStyleClass().setAll("emblem", face.emblem().tone().styleClass());
      word.getStyleClass().setAll("label", "word", face.emblem().tone().styleClass());
    }
    emblem.setAccessibleText(face.word());
    word.setText(face.word());
    sentence.setText(face.sentence());
    trial.setVisible(face.trial().isPresent());
    trialText.setText(face.trial().orElse(""));
    confirm.setDisable(face.main().wish() == Wish.NOTHING);
    showMain(face.main());
    show(second, face.second());
    update(face, StatusFace::tunnel, lines -> CardNodes.fill(tunnel, lines));
    update(face, StatusFace::servers, lines -> CardNodes.fill(servers, lines));
    update(
        face,
        StatusFace::doors,
        lines -> doors.getChildren().setAll(lines.stream().map(CardNodes::door).toList()));
    update(face, StatusFace::lan, line -> CardNodes.fill(lan, List.of(line)));
    update(face, StatusFace::last, lines -> CardNodes.fill(last, lines));
    lastCard.setVisible(!face.last().isEmpty());
    if (changed(face, StatusFace::blocked)) {
      blockedNote.setText(face.blocked().note());
      CardNodes.fill(blocked, face.blocked().directions());
      showBlocked(model.blockedChart().get());
    }
    shown = face;
  }

  private boolean changed(StatusFace face, Function<StatusFace, Object> part) {
    return shown == null || !Objects.equals(part.apply(shown), part.apply(face));
  }

  private <T> void update(StatusFace face, Function<StatusFace, T> part, Consumer<T> show) {
    if (changed(face, part::apply)) {
      show.accept(part.apply(face));
    }
  }

  private void showMain(Press press) {
    boolean wasFocused = main.isFocused();
    show(main, press);
    if (wasFocused && main.isDisabled()) {
      waitedFor = true;
    } else if (waitedFor && !main.isDisabled()) {
      waitedFor = false;
      main.requestFocus();
    }
    main.getStyleClass().remove("primary");
    if (press.wish() != Wish.DISARM) {
      main.getStyleClass().add("primary");
    }
    // Enter arms wherever the focus is, but opens nothing by accident.
    main.setDefaultButton(press.wish() == Wish.ARM);
  }

  private static void show(Button button, Press press) {
    button.setText(press.text());
    button.setDisable(press.wish() == Wish.NOTHING);
    button.setVisible(!press.text().isEmpty());
    button.setManaged(button.isVisible());
  }

  private void showTraffic(Optional<Chart> chart) {
    traffic.setVisible(chart.isPresent());
    chart.ifPresent(
        now -> {
          received.setText(now.legend().get(0));
          sent.setText(now.legend().get(1));
          show(trafficChart, now);
        });
  }

  private void showBlocked(Optional<Chart> chart) {
    boolean there = chart.isPresent() && !model.face().get().blocked().directions().isEmpty();
    blockedLive.setVisible(there);
    CardNodes.rates(blocked, there ? chart.get().legend() : List.of());
    chart.ifPresent(now -> show(blockedChart, now));
  }

  private static void show(LiveChart chart, Chart now) {
    chart.show(now.series(), now.ceiling(), now.ceilingText(), now.said());
  }
}
