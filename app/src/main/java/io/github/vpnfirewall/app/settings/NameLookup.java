package io.github.vpnfirewall.app.settings;

import io.github.vpnfirewall.app.importer.Endpoint;
import io.github.vpnfirewall.app.importer.Resolution;
import io.github.vpnfirewall.app.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** Looks names of servers up, one list at a time, and says what came of it. */
final class NameLookup {
  private final Texts texts;
  private final Function<List<Endpoint>, CompletionStage<Resolution>> resolver;
  private final Executor ui;
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

  /**
   * @param ui runs what touches the view models
   */
  NameLookup(
      Texts texts, Function<List<Endpoint>, CompletionStage<Resolution>> resolver, Executor ui) {
    this.texts = texts;
    this.resolver = resolver;
    this.ui = ui;
  }

  /** Whether something is being looked up. */
  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  /** What is going on, or what came of it; empty for nothing. */
  ReadOnlyStringProperty said() {
    return said.getReadOnlyProperty();
  }

  /**
   * Looks names up, unless others are being looked up.
   *
   * @param found is given what was found
   */
  void look(List<Endpoint> names, Consumer<Resolution> found) {
    if (busy.get() || names.isEmpty()) {
      return;
    }
    busy.set(true);
    said.set(
        names.size() == 1
            ? texts.text("settings.lookup.one", names.get(0).host())
            : texts.text("settings.lookup.many", names.size()));
    resolver
        .apply(names)
        .whenComplete((result, failure) -> ui.execute(() -> settle(result, failure, found)));
  }

  private void settle(Resolution result, Throwable failure, Consumer<Resolution> found) {
    busy.set(false);
    if (failure != null) {
      said.set(texts.text("settings.failed", String.valueOf(failure)));
      return;
    }
    List<String> sentences = new ArrayList<>();
    say(sentences, "settings.lookup.absent", result.notFound());
    say(sentences, "settings.lookup.unanswered", result.unanswered());
    say(sentences, "settings.lookup.rotating", result.rotating());
    said.set(String.join(" ", sentences));
    found.accept(result);
  }

  private void say(List<String> sentences, String key, List<String> names) {
    if (!names.isEmpty()) {
      sentences.add(texts.text(key, String.join(", ", names)));
    }
  }
}
