package io.github.vpnfirewall.app.monitor;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Calls when one of some files may have changed, come or gone. A file's folder may come and go,
 * too: while it is away, the nearest folder above it that is there is watched.
 */
final class FileEvents implements AutoCloseable {
  private static final Logger LOG = System.getLogger(FileEvents.class.getName());

  private final List<Path> files;
  private final Runnable event;
  private final Map<Path, WatchKey> watched = new HashMap<>();
  private WatchService service;

  FileEvents(List<Path> files, Runnable event) {
    this.files = files.stream().map(Path::toAbsolutePath).toList();
    this.event = event;
    try {
      service = FileSystems.getDefault().newWatchService();
    } catch (IOException e) {
      LOG.log(Level.INFO, "no file events: {0}", e.getMessage()); // inotify's limit is reached
      return;
    }
    Thread thread = new Thread(this::run, "file-events");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (true) {
        watchNearest();
        WatchKey key = service.take();
        boolean ours = false;
        for (WatchEvent<?> each : key.pollEvents()) {
          ours |= concerns((Path) key.watchable(), each);
        }
        if (!key.reset()) {
          watched.values().remove(key);
          ours = true;
        }
        if (ours) {
          event.run();
        }
      }
    } catch (ClosedWatchServiceException | InterruptedException e) {
      LOG.log(Level.DEBUG, "file events ended", e);
    }
  }

  /** Whether it is about one of the files, or a folder that it is in; or more than can be told. */
  private boolean concerns(Path folder, WatchEvent<?> each) {
    return !(each.context() instanceof Path name)
        || files.stream().anyMatch(file -> file.startsWith(folder.resolve(name)));
  }

  /** Watches the folders that matter now and no others. */
  private void watchNearest() {
    boolean missed = true;
    while (missed) {
      missed = false;
      Set<Path> wanted = new HashSet<>();
      files.forEach(file -> wanted.add(nearest(file)));
      for (Path folder : wanted) {
        missed |= !watched.containsKey(folder) && watch(folder);
      }
      watched
          .entrySet()
          .removeIf(
              entry -> {
                boolean old = !wanted.contains(entry.getKey());
                if (old) {
                  entry.getValue().cancel();
                }
                return old;
              });
    }
  }

  /** Whether to look once more: something may have happened just before, or the folder is gone. */
  private boolean watch(Path folder) {
    try {
      watched.put(
          folder,
          folder.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE));
      event.run();
      return true;
    } catch (IOException e) {
      // Gone again: another one is nearest now. Else it is not ours to read.
      return !Files.isDirectory(folder);
    }
  }

  private static Path nearest(Path file) {
    Path folder = file.getParent();
    while (folder.getParent() != null && !Files.isDirectory(folder)) {
      folder = folder.getParent();
    }
    return folder;
  }

  @Override
  public void close() throws IOException {
    if (service != null) {
      service.close();
    }
  }
}
