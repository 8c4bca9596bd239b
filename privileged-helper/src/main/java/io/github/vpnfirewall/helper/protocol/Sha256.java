package io.github.vpnfirewall.helper.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * SHA-256 (FIPS 180-4), which tells contents apart here and keeps no secret. Java's own is found by
 * way of every algorithm that there is, which takes longer than to arm.
 */
public final class Sha256 {
  private static final int BLOCK = 64;

  /** The zeros' mark and the message's length, behind the message. */
  private static final int LEAST_PADDING = 9;

  private static final int[] START = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };

  private static final int[] ROUND = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
    0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
    0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
  };

  private final int[] state = START.clone();
  private final int[] words = new int[ROUND.length];

  private Sha256() {}

  /** The digest of a message of less than 256 MiB, in hexadecimal. */
  public static String of(byte[] message) {
    int padded = (message.length + LEAST_PADDING + BLOCK - 1) / BLOCK * BLOCK;
    byte[] bytes = Arrays.copyOf(message, padded);
    bytes[message.length] = (byte) 0x80;
    ByteBuffer blocks = ByteBuffer.wrap(bytes).putInt(padded - Integer.BYTES, message.length * 8);
    Sha256 sha = new Sha256();
    while (blocks.hasRemaining()) {
      sha.take(blocks);
    }
    ByteBuffer digest = ByteBuffer.allocate(START.length * Integer.BYTES);
    for (int word : sha.state) {
      digest.putInt(word);
    }
    return HexFormat.of().formatHex(digest.array());
  }

  private void take(ByteBuffer block) {
    for (int i = 0; i < 16; i++) {
      words[i] = block.getInt();
    }
    for (int i = 16; i < words.length; i++) {
      int w2 = words[i - 2];
      int w15 = words[i - 15];
      words[i] =
          (turn(w2, 17) ^ turn(w2, 19) ^ w2 >>> 10)
              + words[i - 7]
              + (turn(w15, 7) ^ turn(w15, 18) ^ w15 >>> 3)
              + words[i - 16];
    }
    int a = state[0];
    int b = state[1];
    int c = state[2];
    int d = state[3];
    int e = state[4];
    int f = state[5];
    int g = state[6];
    int h = state[7];
    for (int i = 0; i < words.length; i++) {
      int one =
          h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUND[i] + words[i];
      int two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
      h = g;
      g = f;
      f = e;
      e = d + one;
      d = c;
      c = b;
      b = a;
      a = one + two;
    }
    int[] end = {a, b, c, d, e, f, g, h};
    for (int i = 0; i < end.length; i++) {
      state[i] += end[i];
    }
  }

  private static int turn(int word, int bits) {
    return word >>> bits | word << -bits;
  }
}
