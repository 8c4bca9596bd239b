package io.github.vpnfirewall.app.session;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Sees to it that the program runs once in a session: the first one holds a lock, which the kernel
 * takes away from it however it ends, and listens at a socket beside it; later ones say a word
 * there and go. Not by a name on the session bus: that one may come late, die and come back.
 */
public final class OneInstance implements AutoCloseable {
  private static final Logger LOG = System.getLogger(OneInstance.class.getName());
  private static final int LONGEST_WORD = 100;
  private static final long PAUSE_MILLIS = 100;
  private static final String HEARD = "heard\n";

  private final Path lock;
  private final Path socket;
  private final Duration patience;
  private FileChannel held;
  private ServerSocketChannel server;

  /** What this process is. */
  public enum Role {
    /** The one that stays. */
    FIRST,
    /** Another one runs, and has heard the word. */
    SECOND,
    /** Another one runs, and does not answer. */
    UNHEARD
  }

  /**
   * @param folder where lock and socket are
   * @param session what is the same for all programs of the session, and for no others
   * @param patience how long to wait for another one's answer
   */
  public OneInstance(Path folder, String session, Duration patience) {
    String name = "app-" + Integer.toHexString(session.hashCode());
    lock = folder.resolve(name + ".lock");
    socket = folder.resolve(name);
    this.patience = patience;
  }

  /**
   * Becomes the one, or says a word to the one that there is.
   *
   * @param word one line
   * @param heard told what others say from then on, on a thread of its own
   */
  public Role enter(String word, Consumer<String> heard) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    do {
      if (first()) {
        listen(heard);
        return Role.FIRST;
      }
      if (say(word, end - System.nanoTime())) {
        return Role.SECOND;
      }
      Thread.sleep(PAUSE_MILLIS); // it may be about to listen, or about to end
    } while (System.nanoTime() < end);
    return Role.UNHEARD;
  }

  private boolean first() {
    try {
      Folders.make(lock.getParent());
      FileChannel opened =
          FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (opened.tryLock() != null) {
        held = opened;
        return true;
      }
      opened.close();
      return false;
    } catch (OverlappingFileLockException e) {
      return false; // held by this very process
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(Level.WARNING, "cannot tell whether it runs already", e);
      return true; // two icons are better than none
    }
  }

  private void listen(Consumer<String> heard) {
    try {
      Files.deleteIfExists(socket); // of one that was killed: the lock is ours
      server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(socket));
      start(() -> accept(heard));
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "cannot hear when it is started again", e);
    }
  }

  private void accept(Consumer<String> heard) {
    try {
      while (true) {
        SocketChannel client = server.accept();
        start(() -> answer(client, heard)); // one that says nothing holds up nobody
      }
    } catch (ClosedChannelException e) {
      LOG.log(Level.DEBUG, "listens no more", e);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "listens no more", e);
    }
  }

  private static void answer(SocketChannel client, Consumer<String> heard) {
    try (client) {
      String word = line(client);
      heard.accept(word);
      write(client, HEARD);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "somebody hung up", e);
    }
  }

  private boolean say(String word, long nanos) throws InterruptedException {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    start(() -> answer.complete(spoken(word)));
    try {
      return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private boolean spoken(String word) {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      write(channel, word + "\n");
      return line(channel).equals(HEARD.strip());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "nobody listens", e);
      return false;
    }
  }

  private static void write(SocketChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  static String line(ReadableByteChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_WORD);
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      if (bytes.get(bytes.position() - 1) == '\n') {
        break;
      }
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "one-instance");
    thread.setDaemon(true);
    thread.start();
  }

  /** Lets another one be the first. */
  @Override
  public void close() {
    try {
      if (server != null) {
        server.close();
        Files.deleteIfExists(socket);
      }
      if (held != null) {
        held.close();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "what is left goes with the session", e);
    }
  }
}
