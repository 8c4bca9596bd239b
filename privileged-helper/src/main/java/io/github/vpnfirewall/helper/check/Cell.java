package io.github.vpnfirewall.helper.check;

import io.github.vpnfirewall.helper.packet.Position;
import java.util.BitSet;

/**
 * All values of a field that are in the same of some sets.
 *
 * @param name one of the values, if they are names; else empty
 * @param position one of the values, if they are none
 * @param in the numbers of the sets that they are in
 */
record Cell(String name, Position position, BitSet in) {}
