package io.github.vpnfirewall.app.assistant;

import java.util.List;

/** The assistant's pages, in their order. */
enum Step {
  VPN("assistant.vpn.title", "assistant.vpn.intro", "assistant.step.short.vpn"),
  LAN("assistant.lan.title", "assistant.lan.intro", "assistant.step.short.lan"),
  PREVIEW("assistant.preview.title", "assistant.preview.intro", "assistant.step.short.preview"),
  ARM("assistant.arm.title", "assistant.arm.intro", "assistant.step.short.arm");

  private static final List<Step> ORDER = List.of(values());

  private final String title;
  private final String intro;
  private final String shortTitle;

  Step(String title, String intro, String shortTitle) {
    this.title = title;
    this.intro = intro;
    this.shortTitle = shortTitle;
  }

  /** What it is called, as a key of the text bundle. */
  String title() {
    return title;
  }

  /** What it is about, in one or two sentences, as a key of the text bundle. */
  String intro() {
    return intro;
  }

  /** The same in two or three words. */
  String shortTitle() {
    return shortTitle;
  }

  /** Where it stands among them, from 1. */
  int number() {
    return ORDER.indexOf(this) + 1;
  }

  /** The page before; of the first, itself. */
  Step previous() {
    return ORDER.get(Math.max(0, ORDER.indexOf(this) - 1));
  }
}
