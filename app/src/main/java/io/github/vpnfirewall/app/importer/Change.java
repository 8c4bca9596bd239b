package io.github.vpnfirewall.app.importer;

/**
 * One thing that becomes another in the settings.
 *
 * @param key the sentence, as a key of the text bundle
 * @param detail what it is about
 */
public record Change(String key, String detail) {}
