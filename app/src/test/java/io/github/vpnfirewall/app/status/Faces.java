package io.github.vpnfirewall.app.status;

import io.github.vpnfirewall.app.Samples;
import io.github.vpnfirewall.app.look.Pictures;
import io.github.vpnfirewall.app.protection.Observation;
import io.github.vpnfirewall.app.protection.Observation.Probe;
import io.github.vpnfirewall.app.protection.Picture;
import io.github.vpnfirewall.app.protection.ProtectionMap;
import io.github.vpnfirewall.app.text.Texts;
import io.github.vpnfirewall.helper.protocol.Report;
import io.github.vpnfirewall.helper.protocol.Settings;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the status window shows, for tests. */
abstract class Faces {
  static final Picture PROTECTED = Pictures.isProtected();

  final StatusPresenter presenter =
      new StatusPresenter(Texts.of(Locale.ENGLISH), Locale.UK, ZoneOffset.UTC);

  StatusFace withServers(String... labels) {
    List<String> servers = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      servers.add(
          "{\"address\":\"198.51.%d.%d\",\"port\":1194,\"protocol\":\"udp\",\"label\":\"%s\"}"
              .formatted(i / 250, i % 250, labels[i]));
    }
    Observation seen = PROTECTED.observation();
    Settings settings =
        Samples.parse(
            "{\"version\":1,\"tunnel\":{\"interfaces\":[\"tun0\"]},\"servers\":" + servers + "}");
    return face(seen, Optional.of(settings), seen.links(), seen.probes());
  }

  StatusFace face(Picture picture) {
    return presenter.face(new Latest(picture, Optional.empty()), Pictures.NOW);
  }

  StatusFace live(Picture picture, Report report) {
    return presenter.face(new Latest(picture, Optional.of(report)), Pictures.NOW);
  }

  StatusFace face(
      Observation seen,
      Optional<Settings> settings,
      List<Observation.Link> links,
      List<Probe> probes) {
    return face(
        ProtectionMap.picture(
            new Observation(
                seen.at(),
                seen.helperInstalled(),
                seen.report(),
                seen.reportProblem(),
                settings,
                links,
                probes,
                seen.task())));
  }
}
