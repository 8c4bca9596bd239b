package io.github.vpnfirewall.app.discovery;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A VPN program that runs.
 *
 * @param program its name as people know it
 * @param configuration the file that it was told to read, if that is known; its name alone if the
 *     folder is not
 */
public record RunningVpn(String program, Optional<Path> configuration) {}
