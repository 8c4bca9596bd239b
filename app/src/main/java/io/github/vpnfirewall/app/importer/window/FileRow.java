package io.github.vpnfirewall.app.importer.window;

import io.github.vpnfirewall.app.importer.ImportException;
import io.github.vpnfirewall.app.importer.Imported;
import io.github.vpnfirewall.app.importer.Remark;
import io.github.vpnfirewall.app.text.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One file as it is shown.
 *
 * @param path the file
 * @param found what it says; empty if something is wrong
 * @param kind what kind of file it is, in words; empty if that is not known
 * @param summary what was found, in words
 * @param error what is wrong, in words; empty if nothing is
 * @param remarks what a person should know
 */
record FileRow(
    Path path,
    Optional<Imported> found,
    String kind,
    String summary,
    String error,
    List<Said> remarks) {
  /**
   * One remark in words.
   *
   * @param careful whether the person has to do something
   * @param text one or two sentences
   */
  record Said(boolean careful, String text) {}

  static FileRow of(Path path, Imported found, Texts texts) {
    return new FileRow(
        path,
        Optional.of(found),
        texts.text(found.kind().key()),
        summary(found, texts),
        "",
        found.remarks().stream().map(remark -> said(remark, texts)).toList());
  }

  static FileRow wrong(Path path, ImportException wrong, Texts texts) {
    String what = texts.text(wrong.key(), wrong.details());
    String error =
        wrong.line().isPresent()
            ? texts.text("import.line", Integer.toString(wrong.line().getAsInt()), what)
            : what;
    return new FileRow(path, Optional.empty(), "", "", error, List.of());
  }

  /** The file's name without its folder. */
  String name() {
    return path.getFileName() == null ? path.toString() : path.getFileName().toString();
  }

  private static Said said(Remark remark, Texts texts) {
    return new Said(remark.careful(), texts.text(remark.key(), remark.details()));
  }

  private static String summary(Imported found, Texts texts) {
    int count = found.endpoints().size();
    String servers =
        switch (count) {
          case 0 -> texts.text("import.found.none");
          case 1 -> texts.text("import.found.one", found.endpoints().get(0).text());
          default -> texts.text("import.found.many", count);
        };
    String interfaces =
        found.interfaces().stream().map(Object::toString).collect(Collectors.joining(", "));
    return interfaces.isEmpty()
        ? servers
        : servers + " " + texts.text("import.found.interface", interfaces);
  }
}
