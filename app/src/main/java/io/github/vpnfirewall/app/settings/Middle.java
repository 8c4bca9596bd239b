package io.github.vpnfirewall.app.settings;

import java.util.List;

/**
 * Where two lists differ: between what they have alike at their beginning and at their end.
 *
 * @param start how many are alike at the beginning
 * @param end how many of the others are alike at the end
 */
record Middle(int start, int end) {
  static <T> Middle between(List<T> before, List<T> after) {
    int shorter = Math.min(before.size(), after.size());
    int start = 0;
    while (start < shorter && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    return new Middle(start, end);
  }

  /** That part of one of the two lists. */
  <T> List<T> of(List<T> list) {
    return list.subList(start, list.size() - end);
  }
}
