package io.github.vpnfirewall.app.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Looks for VPN configurations where people and packages put them: a few folders by name, none
 * deeper than one level, and never more files or bytes than a person could mean.
 */
final class ConfigFiles {
  private static final int MOST_FILES = 300;
  private static final int MOST_NAMES = 20_000;

  private final List<Place> places;
  private final int longest;

  /**
   * A folder to look into.
   *
   * @param folder where
   * @param endings how names end that are looked at
   * @param origin whose it is
   */
  record Place(Path folder, List<String> endings, Origin origin) {}

  /** Where a file was found. */
  enum Origin {
    /** The computer's own configuration. */
    SYSTEM,
    /** The person's own files. */
    HOME,
    /** The old script's. */
    OLD_SCRIPT
  }

  /** A file that could be read. */
  static final class Found {
    private final Path path;
    private final Origin origin;
    private final byte[] content;

    Found(Path path, Origin origin, byte[] content) {
      this.path = path;
      this.origin = origin;
      this.content = content.clone();
    }

    Path path() {
      return path;
    }

    Origin origin() {
      return origin;
    }

    byte[] content() {
      return content.clone();
    }
  }

  /**
   * What there is.
   *
   * @param files what could be read
   * @param locked folders and files that are there but may not be read
   */
  record Scan(List<Found> files, List<Path> locked) {}

  /**
   * @param longest the longest file that is read, in bytes
   */
  ConfigFiles(List<Place> places, int longest) {
    this.places = List.copyOf(places);
    this.longest = longest;
  }

  /**
   * The usual places.
   *
   * @param etc {@code /etc}
   * @param home the person's own folder
   * @param config the person's folder for settings
   * @param downloads where the person's browser puts files
   */
  static List<Place> usual(Path etc, Path home, Path config, Path downloads) {
    List<String> either = List.of(".conf", ".ovpn");
    List<String> conf = List.of(".conf");
    List<Place> places = new ArrayList<>();
    places.add(new Place(etc.resolve("openvpn"), either, Origin.SYSTEM));
    places.add(new Place(etc.resolve("openvpn/client"), either, Origin.SYSTEM));
    places.add(new Place(etc.resolve("wireguard"), conf, Origin.SYSTEM));
    places.add(new Place(etc.resolve("vpn_firewall.d"), conf, Origin.OLD_SCRIPT));
    places.add(new Place(etc.resolve("vpn-firewall.d"), conf, Origin.OLD_SCRIPT));
    for (String name : List.of("openvpn", "wireguard", "vpn", "VPN", "ovpn")) {
      places.add(new Place(config.resolve(name), either, Origin.HOME));
      places.add(new Place(home.resolve(name), either, Origin.HOME));
    }
    places.add(new Place(home.resolve(".openvpn"), either, Origin.HOME));
    places.add(new Place(home, List.of(".ovpn"), Origin.HOME));
    Stream.of(downloads, home.resolve("Downloads"))
        .distinct()
        .forEach(folder -> places.add(new Place(folder, either, Origin.HOME)));
    return places;
  }

  /** Looks into every place. */
  Scan scan() {
    List<Found> files = new ArrayList<>();
    List<Path> locked = new ArrayList<>();
    for (Place place : places) {
      for (Path path : names(place, locked)) {
        if (files.size() < MOST_FILES) {
          read(path, place.origin(), files, locked);
        }
      }
    }
    return new Scan(files, locked.stream().distinct().toList());
  }

  private static List<Path> names(Place place, List<Path> locked) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(place.folder())) {
      int seen = 0;
      for (Path entry : entries) {
        String name = entry.getFileName().toString().toLowerCase(Locale.ROOT);
        if (place.endings().stream().anyMatch(name::endsWith)) {
          found.add(entry);
        }
        if (++seen == MOST_NAMES) {
          break;
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException | DirectoryIteratorException e) {
      if (place.origin() != Origin.HOME) {
        locked.add(place.folder());
      }
      return List.of();
    }
    return found.stream().sorted().toList();
  }

  private void read(Path path, Origin origin, List<Found> files, List<Path> locked) {
    // Neither a pipe, which would never end, nor a device.
    if (!Files.isRegularFile(path)) {
      return;
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] content = in.readNBytes(longest + 1);
      if (content.length <= longest) {
        files.add(new Found(path, origin, content));
      }
    } catch (IOException e) {
      locked.add(path);
    }
  }
}
