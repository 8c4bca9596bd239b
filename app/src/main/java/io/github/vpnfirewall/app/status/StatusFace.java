package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.look.Emblem;
import io.github.vpnfirewall.app.look.Mark;
import io.github.vpnfirewall.app.look.Tone;
import java.util.List;
import java.util.Optional;

/**
 * All that the status window shows at one moment, in words.
 *
 * @param emblem the large sign
 * @param word the state in one word
 * @param sentence why
 * @param main the big button
 * @param second a small button below it; its text is empty if there is none
 * @param trial when it opens again by itself, if it was armed on trial
 * @param tunnel the tunnel's card
 * @param servers the servers' card
 * @param doors one line for each interface that is no tunnel, or one that says there is none
 * @param blocked what was blocked
 * @param last what was blocked last
 * @param lan the local network's card
 */
record StatusFace(
    Emblem emblem,
    String word,
    String sentence,
    Press main,
    Press second,
    Optional<String> trial,
    List<Line> tunnel,
    List<Line> servers,
    List<DoorLine> doors,
    Blocked blocked,
    List<Line> last,
    Line lan) {
  StatusFace {
    tunnel = List.copyOf(tunnel);
    servers = List.copyOf(servers);
    doors = List.copyOf(doors);
    last = List.copyOf(last);
  }

  /** What a button does. */
  enum Wish {
    NOTHING,
    ARM,
    DISARM
  }

  /**
   * A button.
   *
   * @param text what stands on it
   * @param wish what it does; nothing if it can't be pressed
   */
  record Press(String text, Wish wish) {
    static final Press NONE = new Press("", Wish.NOTHING);
  }

  /**
   * A line of a card.
   *
   * @param name what it is about; may be empty
   * @param note what there is to know about it; may be empty
   */
  record Line(String name, String note) {}

  /**
   * An interface by which traffic could leave bare.
   *
   * @param link its name
   * @param doors closed or open, for each family
   * @param checked how long ago that was tested, or why it was not
   */
  record DoorLine(String link, List<Door> doors, String checked) {
    DoorLine {
      doors = List.copyOf(doors);
    }
  }

  /**
   * Whether one family gets out.
   *
   * @param text such as "IPv4 closed"
   */
  record Door(String text, Tone tone, Mark mark) {}

  /**
   * Packets that were stopped.
   *
   * @param note since when, or why there are none
   * @param directions out, in and through; empty while nothing is blocked
   */
  record Blocked(String note, List<Counts> directions) {
    Blocked {
      directions = List.copyOf(directions);
    }
  }

  /** Packets that went one way, by family, as text. */
  record Counts(String direction, String ipv4, String ipv6) {}
}
