package io.github.vpnfirewall.helper.protocol;

import java.util.regex.Pattern;

/**
 * A host's name, RFC 1123 §2.1: letters, digits and hyphens between dots, 253 characters at most.
 *
 * @param text the name, without a closing dot
 */
public record HostName(String text) {
  private static final int MAX_LENGTH = 253;
  private static final Pattern VALID =
      Pattern.compile(
          "(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
              + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

  /**
   * @throws InvalidValueException unless the text is a host name with at least one letter
   */
  public HostName {
    if (text.length() > MAX_LENGTH || !VALID.matcher(text).matches()) {
      throw new InvalidValueException(
          InvalidValueException.quote(text)
              + " is not a host name: use letters, digits and hyphens between dots, such as"
              + " seattle.vpn.example.org");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
