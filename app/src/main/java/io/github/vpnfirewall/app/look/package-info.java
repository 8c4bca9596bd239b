/** The look that all windows share: palettes, shapes, and how a window is opened. */
package io.github.vpnfirewall.app.look;
