package io.github.vpnfirewall.app.session;

import io.github.vpnfirewall.app.text.Texts;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of a log what says where somebody was or whom they talked to. Pure. */
final class Discretion {
  private static final Pattern IPV4 =
      Pattern.compile("(?<![\\w.])\\d{1,3}(?:\\.\\d{1,3}){3}(?![\\w.]*\\w)");

  /** What could be an IPv6 or a hardware address, or a time of day. */
  private static final Pattern COLONS =
      Pattern.compile("(?<![\\w.])[0-9A-Fa-f:][0-9A-Fa-f:.]{0,60}[0-9A-Fa-f](?:::)?(?:%\\w+)?|::");

  private static final Pattern TIME = Pattern.compile("\\d\\d:\\d\\d:\\d\\d");

  /**
   * As many parts as a host's name can have: with no end, a long text would take all of the stack.
   */
  private static final Pattern NAME =
      Pattern.compile(
          "(?<![\\w./$-])(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\\.){1,127}[A-Za-z][A-Za-z0-9$_-]*");

  /** How the names of programs' parts begin: of classes, and of services on a bus. */
  private static final List<String> PROGRAMS =
      List.of(
          "java.",
          "javax.",
          "javafx.",
          "jdk.",
          "sun.",
          "com.sun.",
          "io.github.",
          "org.freedesktop.",
          "org.apache.",
          "org.slf4j.",
          "com.google.",
          "org.kde.",
          "com.canonical.",
          "org.a11y.");

  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  private static final Pattern SOURCE =
      Pattern.compile("lib.*\\.so|.*\\.(?:java|json|desktop|log|lock|jar|bus|c|h)");

  private Discretion() {}

  /** The text with a dash in place of every address and of every host's name. */
  static String applied(String text) {
    String shown = COLONS.matcher(text).replaceAll(found -> colons(found.group()));
    shown = IPV4.matcher(shown).replaceAll("-");
    return NAME.matcher(shown)
        .replaceAll(
            found -> Matcher.quoteReplacement(program(found.group()) ? found.group() : "-"));
  }

  private static String colons(String found) {
    boolean address =
        found.chars().filter(letter -> letter == ':').count() > 1
            && found.length() > 2
            && !TIME.matcher(found).matches();
    return address ? "-" : Matcher.quoteReplacement(found);
  }

  /**
   * Whether it is no host's. A host may have a name that begins like a program's part, but hardly
   * one with a capital in it, as classes and services have.
   */
  private static boolean program(String name) {
    return (PROGRAMS.stream().anyMatch(name::startsWith) && CAPITAL.matcher(name).find())
        || Texts.isKey(name)
        || ModuleLayer.boot().findModule(name).isPresent()
        || SOURCE.matcher(name).matches();
  }
}
