package io.github.vpnfirewall.helper.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sha256Test {
  @Test
  void isWhatTheStandardSays() {
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        Sha256.of("abc".getBytes(StandardCharsets.US_ASCII)));
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Sha256.of(new byte[0]));
  }

  @Test
  void isWhatJavaSaysForMessagesOfEveryLength() throws NoSuchAlgorithmException {
    Random random = new Random(3);
    for (int length = 0; length < 1_100; length++) {
      byte[] message = new byte[length < 1_000 ? length : random.nextInt(1 << 17)];
      random.nextBytes(message);
      assertEquals(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(message)),
          Sha256.of(message));
    }
  }
}
