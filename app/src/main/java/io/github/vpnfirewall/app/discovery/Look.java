package io.github.vpnfirewall.app.discovery;

import io.github.vpnfirewall.app.discovery.Facts.Source;
import io.github.vpnfirewall.app.protection.Observation.Link;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.freedesktop.dbus.exceptions.DBusException;

/**
 * One look at everything. Files on a network that is gone and services that hang cost their own
 * answer, and not the others'.
 */
final class Look {
  private static final Logger LOG = System.getLogger(Look.class.getName());
  private static final int LONGEST_FILE = 1 << 20;
  private static final Connections NO_CONNECTIONS = new Connections(List.of(), true);
  private static final ConfigFiles.Scan NO_FILES = new ConfigFiles.Scan(List.of(), List.of());

  private final Computer computer;
  private final Duration limit;

  /**
   * @param limit how long to wait for each source
   */
  Look(Computer computer, Duration limit) {
    this.computer = computer;
    this.limit = limit;
  }

  Facts at(List<Link> links) {
    long end = System.nanoTime() + limit.toNanos();
    Set<Source> silent = EnumSet.noneOf(Source.class);
    FutureTask<Connections> connections = start("network-manager", this::connections);
    FutureTask<Optional<SessionFacts.Login>> login = start("login-session", this::login);
    FutureTask<ConfigFiles.Scan> scan = start("configurations", this::scan);
    ProcessFiles programs = new ProcessFiles(computer.proc());
    return new Facts(
        new TunnelLinks(computer.net()).among(links),
        await(connections, end, NO_CONNECTIONS, () -> silent.add(Source.NETWORK_MANAGER)),
        await(scan, end, NO_FILES, () -> silent.add(Source.FILES)),
        programs.all(RunningVpns.names()),
        lines("net/route"),
        lines("net/tcp"),
        programs.session("self", await(login, end, Optional.empty(), () -> {})),
        silent);
  }

  private Connections connections() throws IOException, DBusException {
    if (computer.bus().isEmpty()) {
      return NO_CONNECTIONS;
    }
    try (SystemBus bus = SystemBus.connect(computer.bus().get())) {
      return new NetworkManager(bus).vpns(limit.multipliedBy(3).dividedBy(4));
    }
  }

  private Optional<SessionFacts.Login> login() throws IOException, DBusException {
    if (computer.bus().isEmpty()) {
      return Optional.empty();
    }
    try (SystemBus bus = SystemBus.connect(computer.bus().get())) {
      return Optional.of(LoginSessions.own(bus));
    }
  }

  private ConfigFiles.Scan scan() {
    Path downloads = Downloads.folder(computer.home(), computer.config());
    return new ConfigFiles(
            ConfigFiles.usual(computer.etc(), computer.home(), computer.config(), downloads),
            LONGEST_FILE)
        .scan();
  }

  private List<String> lines(String name) {
    try {
      return Files.readAllLines(computer.proc().resolve(name), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static <T> FutureTask<T> start(String name, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  private static <T> T await(FutureTask<T> task, long end, T otherwise, Runnable late) {
    try {
      return task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      late.run();
    } catch (ExecutionException e) {
      LOG.log(Level.DEBUG, "nothing can be learnt there", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return otherwise;
  }
}
