package io.github.vpnfirewall.app;

import static io.github.vpnfirewall.app.protection.Protection.BLOCKING;
import static io.github.vpnfirewall.app.protection.Protection.EXPOSED;
import static io.github.vpnfirewall.app.protection.Protection.LEAKING;
import static io.github.vpnfirewall.app.protection.Protection.PROTECTED;
import static io.github.vpnfirewall.app.protection.Protection.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.protection.Observation.Task;
import io.github.vpnfirewall.app.protection.Protection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private final Notices notices = new Notices();

  @Test
  void eachChangeIsToldOnce() {
    assertThat(told(PROTECTED, PROTECTED, BLOCKING, BLOCKING, PROTECTED, EXPOSED, EXPOSED))
        .containsExactly(BLOCKING, PROTECTED, EXPOSED);
  }

  @Test
  void dangerIsToldFromTheStart() {
    assertThat(told(LEAKING, LEAKING, PROTECTED)).containsExactly(LEAKING, PROTECTED);
    assertThat(new Notices().next(Pictures.of(UNKNOWN))).isPresent();
    assertThat(new Notices().next(Pictures.of(EXPOSED))).isEmpty();
  }

  @Test
  void nothingIsToldWhileTheHelperWorks() {
    assertThat(told(PROTECTED)).isEmpty();
    assertThat(notices.next(Pictures.of(EXPOSED, Task.DISARMING))).isEmpty();
    assertThat(told(EXPOSED)).containsExactly(EXPOSED);
    assertThat(notices.next(Pictures.of(LEAKING, Task.ARMING))).isEmpty();
    assertThat(told(EXPOSED)).isEmpty();
  }

  private List<Protection> told(Protection... shown) {
    List<Protection> told = new ArrayList<>();
    for (Protection protection : shown) {
      notices.next(Pictures.of(protection)).ifPresent(picture -> told.add(picture.protection()));
    }
    return told;
  }
}
