package io.github.vpnfirewall.helper.protocol;

/** The two families of internet addresses. Both are closed, or the kill switch is not whole. */
public enum AddressFamily {
  IPV4("ipv4", 32),
  IPV6("ipv6", 128);

  private final String key;
  private final int bits;

  AddressFamily(String key, int bits) {
    this.key = key;
    this.bits = bits;
  }

  /** The family's name in reports: {@code ipv4} or {@code ipv6}. */
  public String key() {
    return key;
  }

  /** Length of an address in bits: 32 or 128. */
  public int bits() {
    return bits;
  }
}
