package io.github.vpnfirewall.app.helper;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Runs calls one after another on a thread that lives as long as this does: pkexec asks the kernel
 * to end it together with the thread that started it.
 *
 * <p>A helper that runs as root cannot be killed from here. When a call is given up and its program
 * does not end, the thread is left behind with it (it ends when the program does) and a new one
 * serves the calls that wait.
 */
final class CallQueue {
  /** How long a program may take to end after it was told to. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Duration limit;
  private final Deque<Call> waiting = new ArrayDeque<>();
  private Thread worker;
  private Call running;
  private boolean closed;
  private HelperResult whenClosed;

  CallQueue(Duration limit) {
    this.limit = limit;
  }

  CompletableFuture<HelperResult> add(Call call) {
    HelperResult refusal;
    synchronized (this) {
      refusal = closed ? whenClosed : null;
      if (refusal == null) {
        waiting.add(call);
        if (worker == null) {
          startWorker();
        }
        notifyAll();
      }
    }
    if (refusal != null) {
      call.answer().complete(refusal);
    }
    return call.answer();
  }

  private synchronized void startWorker() {
    worker = new Thread(this::work, "helper-calls");
    worker.setDaemon(true);
    worker.start();
  }

  private void work() {
    for (Call call = next(); call != null; call = next()) {
      Call started = call;
      var unused =
          call.answer()
              .completeOnTimeout(
                  new HelperResult.TimedOut(limit), limit.toMillis(), TimeUnit.MILLISECONDS)
              .whenComplete((result, problem) -> stopIfRunning(started));
      call.run();
    }
  }

  /** The next call, or null when this thread has nothing more to do for ever. */
  private synchronized Call next() {
    boolean current = worker == Thread.currentThread();
    if (!current) {
      return null;
    }
    running = null;
    while (true) {
      while (waiting.isEmpty() && !closed) {
        try {
          wait();
        } catch (InterruptedException e) {
          return null;
        }
      }
      Call call = waiting.poll();
      if (call == null) {
        return null;
      }
      if (!call.answer().isDone()) { // not cancelled while it waited
        running = call;
        return call;
      }
    }
  }

  private void stopIfRunning(Call call) {
    synchronized (this) {
      if (running != call || Thread.currentThread() == worker) {
        return;
      }
    }
    Executor later = CompletableFuture.delayedExecutor(0, TimeUnit.MILLISECONDS);
    later.execute(call.invocation()::stop);
    CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> leaveBehind(call));
  }

  private synchronized void leaveBehind(Call call) {
    if (running == call && !closed) {
      running = null;
      startWorker();
    }
  }

  void close(HelperResult result) {
    List<Call> unanswered = new ArrayList<>();
    synchronized (this) {
      closed = true;
      whenClosed = result;
      unanswered.addAll(waiting);
      waiting.clear();
      if (running != null) {
        unanswered.add(running);
      }
      notifyAll();
    }
    unanswered.forEach(call -> call.answer().complete(result));
  }
}
