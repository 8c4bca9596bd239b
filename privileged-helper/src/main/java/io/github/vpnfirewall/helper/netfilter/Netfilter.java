package io.github.vpnfirewall.helper.netfilter;

import io.github.vpnfirewall.helper.policy.Flow;
import io.github.vpnfirewall.helper.protocol.AddressFamily;
import io.github.vpnfirewall.helper.protocol.Network;
import io.github.vpnfirewall.helper.protocol.UserName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** What the helper asks of the kernel. A call that throws has changed nothing. */
public interface Netfilter {
  /** The families that this kernel speaks; asked of the kernel, never of {@code ping ::1}. */
  Set<AddressFamily> families();

  /** Tools that are needed and missing, by name; empty if all are there. */
  List<String> missingTools();

  /**
   * All rules of a family with their counters, as {@code iptables-save -c} prints them.
   *
   * @throws ToolException if they can't be read
   */
  String save(AddressFamily family) throws ToolException;

  /**
   * Applies a restore document without flushing what it does not name; each of its tables changes
   * in one step.
   *
   * @throws ToolException if the kernel or the tool refused; tables after the refused one are as
   *     they were
   */
  default void restore(AddressFamily family, String document) throws ToolException {
    beginRestore(family, document).await();
  }

  /** A change that was begun. */
  interface Begun {
    /**
     * Waits for its end; says the same whenever it is asked.
     *
     * @throws ToolException if the kernel or the tool refused
     */
    void await() throws ToolException;
  }

  /** Begins to {@link #restore}, beside what the caller does meanwhile. */
  Begun beginRestore(AddressFamily family, String document);

  /**
   * Says what will be changed soon, most likely, so that tools can be started and wait for it.
   *
   * @param restored families of which {@link #restore} will be called
   * @param nft whether {@link #nft} will be
   * @param sets whether {@link #sets} and {@link #restoreSets} will be
   */
  default void makeReady(Collection<AddressFamily> restored, boolean nft, boolean sets) {}

  /**
   * Says what will be read soon, so that the tools which read it can work side by side. A change
   * that begins after this has it read anew; beside one that was begun before, what is read may be
   * from before or after it.
   *
   * @param dumps families of which {@link #save} will be asked
   * @param tables whether {@link #nftList nftList("tables")} will be
   */
  default void readAhead(Collection<AddressFamily> dumps, boolean tables) {}

  /** The same for {@link #flows}, which rules that are applied after this may change. */
  default void readAheadFlows() {}

  /** The same for {@link #sets}, and {@link #saveSet} of these. */
  default void readAheadSets(Collection<String> names) {}

  /** Whether nft(8) is there, and so changes across both families in one step. */
  boolean hasNft();

  /**
   * Applies an nft(8) script, all of it or nothing.
   *
   * @throws ToolException if the kernel or the tool refused
   */
  default void nft(String script) throws ToolException {
    beginNft(script).await();
  }

  /** Begins that, beside what the caller does meanwhile. */
  Begun beginNft(String script);

  /**
   * Lists tables, chains and rules.
   *
   * @param what what to list, as nft(8) has it, such as {@code tables}
   * @throws ToolException if they can't be listed
   */
  String nftList(String... what) throws ToolException;

  /** Whether ipset(8) is there. */
  boolean hasIpset();

  /**
   * The names of all sets, whosever they are.
   *
   * @throws ToolException if they can't be listed
   */
  List<String> sets() throws ToolException;

  /**
   * A set with its entries, as {@code ipset save} prints it.
   *
   * @throws ToolException if there is none of that name, or it can't be read
   */
  String saveSet(String name) throws ToolException;

  /**
   * Makes, changes and destroys sets, line by line, as {@code ipset restore} does.
   *
   * @throws ToolException if a line was refused; those before it have been done
   */
  default void restoreSets(String document) throws ToolException {
    beginSets(document).await();
  }

  /** Begins that, beside what the caller does meanwhile. */
  Begun beginSets(String document);

  /** Whether conntrack(8) is there. */
  boolean hasConntrack();

  /**
   * The flows of both families that the kernel keeps track of, as {@code conntrack -L} prints them.
   *
   * @throws ToolException if they can't be listed
   */
  String flows() throws ToolException;

  /**
   * Makes the kernel forget a flow; does nothing if it is gone already. Whether it worked is for
   * the caller to read back: the tool fails alike where there was nothing to forget.
   *
   * @throws ToolException if the tool can't be run
   */
  void forget(Flow flow) throws ToolException;

  /**
   * This machine's addresses, by interface.
   *
   * @throws ToolException if they can't be told
   */
  Map<String, Set<Network>> addresses() throws ToolException;

  /**
   * The number of a user.
   *
   * @return empty if there is no such user
   * @throws ToolException if it can't be told
   */
  OptionalLong uid(UserName user) throws ToolException;
}
