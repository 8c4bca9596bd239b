package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.look.Emblem;
import io.github.vpnfirewall.app.look.Tone;
import java.util.List;

/**
 * All that the status window shows at one moment, in words.
 *
 * @param emblem the large sign
 * @param word the state in one word
 * @param sentence why
 * @param main the big button
 * @param second a small button below it; its text is empty if there is none
 * @param tunnel the tunnel's card
 * @param doors one line for each interface that is no tunnel, or one that says there is none
 * @param blocked what was blocked
 * @param lan the local network's card
 */
record StatusFace(
    Emblem emblem,
    String word,
    String sentence,
    Press main,
    Press second,
    List<Line> tunnel,
    List<DoorLine> doors,
    Blocked blocked,
    Line lan) {
  StatusFace {
    tunnel = List.copyOf(tunnel);
    doors = List.copyOf(doors);
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
   * @param name what it is about
   * @param note what there is to know about it; may be empty
   */
  record Line(String name, String note) {}

  /**
   * An interface by which traffic could leave bare.
   *
   * @param link its name
   * @param doors closed or open, for each family that was tested
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
  record Door(String text, Tone tone) {}

  /**
   * Packets that were stopped.
   *
   * @param note since when, or why there are none
   * @param families one line for each family; empty while nothing is blocked
   */
  record Blocked(String note, List<Counts> families) {
    Blocked {
      families = List.copyOf(families);
    }
  }

  /** Packets of one family, by direction, as text. */
  record Counts(String family, String out, String in, String forward) {}
}
