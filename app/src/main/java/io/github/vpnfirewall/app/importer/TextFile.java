package io.github.vpnfirewall.app.importer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A file's text, bounded.
 *
 * @param name the file's name without its folder; may be empty
 * @param lines its lines, without their ends
 */
record TextFile(String name, List<String> lines) {
  /** The longest file that is read, in bytes. */
  static final int MAX_BYTES = 1 << 20;

  /** The most servers that one file may name. */
  static final int MAX_ENTRIES = 20_000;

  /**
   * Decodes UTF-8, or Latin-1 if it is none; a byte order mark is left out.
   *
   * @throws ImportException if it is too long, or no text
   */
  static TextFile of(String name, byte[] content) throws ImportException {
    if (content.length > MAX_BYTES) {
      throw ImportException.whole("import.file.long");
    }
    String text = decode(content);
    if (text.startsWith("\ufeff")) {
      text = text.substring(1);
    }
    List<String> lines = Arrays.asList(text.split("\r\n|\n|\r", -1));
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\f' && c != 0x0b)) {
        throw ImportException.at(i + 1, "import.file.binary");
      }
    }
    return new TextFile(name, lines);
  }

  private static String decode(byte[] content) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      return new String(content, StandardCharsets.ISO_8859_1);
    }
  }

  /** The line of that number, counted from 1. */
  String line(int number) {
    return lines.get(number - 1);
  }

  /** The file's name without what follows its last dot. */
  String stem() {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** What its servers are called. */
  String label() {
    return Shown.label(stem());
  }
}
