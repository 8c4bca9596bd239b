package io.github.vpnfirewall.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.vpnfirewall.app.helper.HelperClient.Watch;
import io.github.vpnfirewall.app.helper.HelperResult;
import io.github.vpnfirewall.app.helper.HelperResult.Cause;
import io.github.vpnfirewall.helper.protocol.Verb;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreeWatchTest {
  private final AskedHelper helper = new AskedHelper();
  private final List<HelperResult> ends = new ArrayList<>();

  @Test
  void watchesWhereThatIsFree() {
    Watch watch = FreeWatch.start(helper, report -> {}, ends::add);
    assertThat(helper.watches).as("not before that is known").isZero();
    helper.free.complete(true);
    assertThat(helper.looked).containsExactly(Verb.WATCH);
    assertThat(helper.watches).isEqualTo(1);
    watch.close();
    assertThat(ends).containsExactly(new HelperResult.NoAgent());
  }

  @Test
  void endsAtOnceWhereItWouldAskForAPassword() {
    Watch watch = FreeWatch.start(helper, report -> {}, ends::add);
    helper.free.complete(false);
    assertThat(helper.watches).isZero();
    watch.close();
    assertThat(ends).containsExactly(new HelperResult.NotAuthorized());
  }

  @Test
  void closedBeforeThatIsKnownItNeverBegins() {
    FreeWatch.start(helper, report -> {}, ends::add).close();
    helper.free.complete(true);
    assertThat(helper.watches).isZero();
    assertThat(ends).containsExactly(new HelperResult.Failed(Cause.CLOSED, ""));
  }
}
