package io.github.vpnfirewall.app;

import io.github.vpnfirewall.app.protection.Picture;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that a person is told.
 *
 * @param to what is so now
 * @param picture what was seen
 * @param leaked how long it leaked, if it was closed again just now
 * @param trialOver whether it is open because a trial was not confirmed
 */
record Change(Situation to, Picture picture, Optional<Duration> leaked, boolean trialOver) {}
