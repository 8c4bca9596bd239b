package io.github.vpnfirewall.helper.log;

import io.github.vpnfirewall.helper.protocol.BlockedPacket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The packets blocked last, no more than so many; those alike in a row are one. */
final class RecentlyBlocked {
  private final Deque<BlockedPacket> newestFirst = new ArrayDeque<>();
  private final int limit;

  /**
   * @param limit how many are kept
   */
  RecentlyBlocked(int limit) {
    this.limit = limit;
  }

  synchronized void add(BlockedPacket packet) {
    BlockedPacket latest = newestFirst.peekFirst();
    if (latest != null && packet.isLike(latest)) {
      newestFirst.removeFirst();
      newestFirst.addFirst(packet.after(latest));
      return;
    }
    newestFirst.addFirst(packet);
    if (newestFirst.size() > limit) {
      newestFirst.removeLast();
    }
  }

  synchronized List<BlockedPacket> newestFirst() {
    return List.copyOf(newestFirst);
  }
}
