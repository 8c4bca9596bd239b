package io.github.vpnfirewall.helper.check;

import java.util.Optional;

/**
 * What a comparison came to.
 *
 * @param classes how many classes of packets were compared, in all tables
 * @param difference the first packet that is not decided alike; empty if all are
 */
public record Result(long classes, Optional<Difference> difference) {}
